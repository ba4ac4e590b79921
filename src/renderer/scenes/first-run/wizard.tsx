import { Button, Group, Title } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { LanguageButtons } from "../../components/language-buttons.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { problemWords, useWords } from "../../words.ts";
import { ConsentStep } from "./consent-step.tsx";
import classes from "./first-run.module.css";
import { GatewayStep } from "./gateway-step.tsx";
import { ProjectStep } from "./project-step.tsx";
import { RecoveryStep } from "./recovery-step.tsx";
import { SetupSteps } from "./setup-steps.tsx";
import { dropSetup, keepSetup, type Setup, type Step, stepOf, steps } from "./setup-values.ts";
import { SupervisorStep } from "./supervisor-step.tsx";
import { useCreateOffice } from "./use-create-office.ts";
import { type Pins, troublesOf } from "./wizard-troubles.ts";

export interface StepProps {
	setup: Setup;
	change(some: Partial<Setup>): void;
	/** Words under a field by its name, once Next was pressed. */
	troubles: Record<string, string>;
}

export function Wizard({ first, hold, onLeave }: { first: Setup; hold(isHeld: boolean): void; onLeave(): void }) {
	const t = useWords("staff");
	const [setup, setSetup] = useState(first);
	const [pins, setPins] = useState<Pins>({ pin: "", again: "" });
	const [areShown, setShown] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const office = useCreateOffice(hold);
	const heading = useRef<HTMLHeadingElement>(null);
	const form = useRef<HTMLFormElement>(null);
	const { step } = setup;
	const troubles = troublesOf(step, setup, pins, t);
	const change = (some: Partial<Setup>) => setSetup((now) => ({ ...now, ...some }));
	const goTo = (next: Step) => {
		setShown(false);
		change({ step: next });
	};
	useEffect(() => {
		if (!office.recoveryCode) keepSetup(setup);
	}, [setup, office.recoveryCode]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its heading
	useEffect(() => heading.current?.focus(), [step]);

	const next = async (event: FormEvent) => {
		event.preventDefault();
		setProblem(null);
		if (Object.keys(troubles).length > 0) {
			setShown(true);
			requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
			return;
		}
		if (step !== "gateway") return goTo(steps[steps.indexOf(step) + 1] ?? step);
		const refused = await office.create(setup, pins.pin);
		setProblem(refused);
		if (!refused) dropSetup();
		goTo(refused ? stepOf(refused.code) : "recovery");
	};
	const isPinRefused = step === "supervisor" && problem?.code.startsWith("pin-");
	const props = {
		setup,
		change,
		troubles: { ...(areShown ? troubles : {}), ...(isPinRefused && problem ? { pin: problemWords(problem) } : {}) },
	};
	return (
		<main className={classes.wizard}>
			<SetupSteps now={step} onGo={step === "recovery" ? null : goTo} />
			<Title order={1} ref={heading} tabIndex={-1} mb="md">
				{t(`step.${step}.title`)}
			</Title>
			{step === "recovery" ? (
				<RecoveryStep
					code={office.recoveryCode ?? ""}
					project={setup.projectName}
					done={t("recovery.done")}
					onDone={() => hold(false)}
				/>
			) : (
				<form ref={form} noValidate className={classes.form} onSubmit={(event) => void next(event)}>
					{!isPinRefused && <Trouble problem={problem} />}
					{step === "language" && <LanguageButtons />}
					{step === "project" && <ProjectStep {...props} />}
					{step === "consent" && <ConsentStep {...props} />}
					{step === "supervisor" && <SupervisorStep {...props} pins={pins} onPins={setPins} />}
					{step === "gateway" && <GatewayStep {...props} />}
					<Group mt="md">
						<Button type="submit" loading={office.isBusy}>
							{t(step === "gateway" ? "step.create" : "step.next")}
						</Button>
						<Button variant="default" disabled={office.isBusy} onClick={() => goBack(step, goTo, onLeave)}>
							{t(step === "language" ? "step.leave" : "step.back")}
						</Button>
					</Group>
				</form>
			)}
		</main>
	);
}

function goBack(step: Step, goTo: (step: Step) => void, leave: () => void): void {
	const before = steps[steps.indexOf(step) - 1];
	if (before) goTo(before);
	else leave();
}
