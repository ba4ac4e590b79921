import { Button, Group, Text, Title } from "@mantine/core";
import { type FormEvent, useId, useRef, useState } from "react";
import type { OutputOf, Problem } from "../../../../core/api/index.ts";
import { isolated } from "../../../components/isolated.ts";
import { PhoneField } from "../../../components/phone-field.tsx";
import { Trouble } from "../../../components/trouble.tsx";
import { useDo } from "../../../core-client.tsx";
import { useOffice } from "../../../office.tsx";
import { problemWords, useWords } from "../../../words.ts";
import classes from "../gateways.module.css";

type Choice = OutputOf<"gateway.choose">;

/** Type a number, see which gateway would carry a text to it, and why. */
export function TryNumber() {
	const t = useWords("gateway");
	const { project } = useOffice();
	const id = useId();
	const [typed, setTyped] = useState({ raw: "", country: project.country, acceptDoubtful: false });
	const [error, setError] = useState<string>();
	const [problem, setProblem] = useState<Problem | null>(null);
	const [choice, setChoice] = useState<Choice | null>(null);
	const place = useRef<HTMLDivElement>(null);
	const parse = useDo("number.parse");
	const choose = useDo("gateway.choose");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		setError(undefined);
		setProblem(null);
		setChoice(null);
		const raw = typed.raw.trim().slice(0, 200);
		const read = await parse.run({ raw, country: typed.country || undefined });
		if (!read.ok || read.value.digits === null)
			return setError(problemWords({ code: (read.ok ? read.value.problem : read.problem.code) ?? "not-a-number" }));
		const answer = await choose.run({ digits: read.value.digits });
		if (!answer.ok) return setProblem(answer.problem);
		setChoice(answer.value);
		// In a low window the answer would come below its edge.
		requestAnimationFrame(() => place.current?.scrollIntoView({ block: "nearest" }));
	};
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("choice.try.title")}
			</Title>
			<form noValidate onSubmit={(event) => void submit(event)}>
				<PhoneField
					value={typed}
					error={error}
					onChange={(value) => {
						setTyped(value);
						setChoice(null);
					}}
				/>
				<Group mt="md">
					<Button type="submit" variant="default" loading={parse.busy || choose.busy}>
						{t("choice.try.go")}
					</Button>
				</Group>
			</form>
			<Trouble problem={problem} />
			<div role="status" ref={place}>
				{choice && <Answer choice={choice} />}
			</div>
		</section>
	);
}

function Answer({ choice }: { choice: Choice }) {
	const t = useWords("gateway");
	if (choice.gateway === null) return <Text fw={600}>{t("choice.try.not")}</Text>;
	return (
		<>
			<Text fw={600}>{t("choice.try.is", { name: isolated(choice.gateway) })}</Text>
			{choice.refused && <Text>{problemWords({ code: choice.refused })}</Text>}
			{choice.because !== "none" && (
				<Text>{t(`choice.try.because.${choice.because}`, { prefix: `\u2066+${choice.prefix}\u2069` })}</Text>
			)}
		</>
	);
}
