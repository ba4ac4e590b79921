import { Button, Group, Text, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { StepList } from "../../../components/step-list.tsx";
import { useDraft } from "../../../components/use-draft.ts";
import { useAsk } from "../../../core-client.tsx";
import { useOffice } from "../../../office.tsx";
import { useWords } from "../../../words.ts";
import classes from "./add.module.css";
import {
	type Adding,
	type AddStep,
	adding,
	addSteps,
	freshAdding,
	isOpen,
	resumed,
	stepAfter,
	stepBefore,
} from "./add-values.ts";
import { FindStep } from "./find-step.tsx";
import { PinStep } from "./pin-step.tsx";
import { ServeStep } from "./serve-step.tsx";
import { TestStep } from "./test-step.tsx";

export interface StepProps {
	values: Adding;
	change(some: Partial<Adding>): void;
	/** The PIN is kept nowhere but here until the modem is added. */
	pin: string;
	onPin(pin: string): void;
	onNext(): void;
	onBack(): void;
	/** The modem is added and tested, or the test is left for later. */
	onDone(): void;
}

/** Adding a modem in four steps. Each can be left and taken up again, on another day too. */
export function AddModem({ onLeave }: { onLeave(added: string): void }) {
	const { project } = useOffice();
	const list = useAsk("gateway.list", {});
	const draft = useDraft("gateway.add", adding);
	if (!draft.isLoaded || !list.data) return null;
	// What goes to a simulated modem reaches nobody: a real one is offered to take it over.
	const hasDefault = list.data.some(
		({ kind, routes }) => kind !== "simulator" && routes.some(({ prefix }) => prefix === "*"),
	);
	// A gateway that was removed meanwhile can't be tested any more.
	const kept = draft.found?.value;
	const isThere = kept && (kept.added === "" || list.data.some(({ name }) => name === kept.added));
	return (
		<Steps
			first={isThere ? resumed(kept) : null}
			fresh={freshAdding(project.country, !hasDefault)}
			keep={draft.keep}
			drop={draft.drop}
			onLeave={onLeave}
		/>
	);
}

interface Props {
	first: Adding | null;
	fresh: Adding;
	keep(values: Adding): void;
	drop(): void;
	onLeave(added: string): void;
}

function Steps({ first, fresh, keep, drop, onLeave }: Props) {
	const t = useWords("gateway");
	const [values, setValues] = useState(first ?? fresh);
	// Who has only looked has begun nothing yet.
	const [isResumed, setResumed] = useState(first !== null && (first.port !== "" || first.added !== ""));
	const [pin, setPin] = useState("");
	const heading = useRef<HTMLHeadingElement>(null);
	const now = useRef(values);
	const { step } = values;
	// biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its heading
	useEffect(() => heading.current?.focus(), [step]);
	const change = (some: Partial<Adding>) => {
		// Two changes in one go, such as an answer and the step that follows from it, build on each other.
		now.current = { ...now.current, ...some };
		setValues(now.current);
		keep(now.current);
	};
	const goTo = (next: AddStep) => {
		setResumed(false);
		change({ step: next });
	};
	const startOver = () => {
		drop();
		now.current = fresh;
		setValues(fresh);
		setPin("");
		setResumed(false);
		heading.current?.focus();
	};
	const done = () => {
		drop();
		onLeave(now.current.added);
	};
	const props: StepProps = {
		values,
		change,
		pin,
		onPin: setPin,
		onNext: () => goTo(stepAfter(now.current)),
		onBack: () => goTo(stepBefore(now.current)),
		onDone: done,
	};
	return (
		<div className={classes.wizard}>
			<Group justify="space-between" gap="sm" mb="sm" align="flex-start">
				<Text c="dimmed">{t("add.title")}</Text>
				<Button variant="default" size="compact-sm" onClick={() => onLeave(values.added)}>
					{t("add.leave")}
				</Button>
			</Group>
			<StepList
				label={t("add.label")}
				now={step}
				steps={addSteps.map((name) => ({ name, word: t(`add.step.${name}.name`), isOpen: isOpen(name, values) }))}
				onGo={(name) => goTo(name as AddStep)}
			/>
			<Title order={1} ref={heading} tabIndex={-1} mb="md">
				{t(`add.step.${step}.title`)}
			</Title>
			{isResumed && (
				<Group gap="sm" mb="md">
					<Text>{t("add.resumed")}</Text>
					<Button variant="default" size="compact-sm" onClick={startOver}>
						{t("add.startOver")}
					</Button>
				</Group>
			)}
			{step === "find" && <FindStep {...props} />}
			{step === "pin" && <PinStep {...props} />}
			{step === "serve" && <ServeStep {...props} />}
			{step === "test" && <TestStep {...props} />}
		</div>
	);
}
