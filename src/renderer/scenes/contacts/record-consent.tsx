import { Button, Group, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { isGiven } from "../../components/consent-answer.ts";
import { ConsentBlock, type ConsentEntry } from "../../components/consent-block.tsx";
import { enterMovesOn } from "../../components/enter-moves-on.ts";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";

const unanswered: ConsentEntry = { answer: "", channel: "spoken", witness: "", statementId: "" };

/** Asks a registered person and puts the answer on record. */
export function RecordConsent(props: { caseId: string; language: string; onDone(): void }) {
	const t = useWords("consent");
	const { project } = useOffice();
	const [entry, setEntry] = useState(unanswered);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [isMissing, setMissing] = useState(false);
	const record = useDo("consent.record");

	const save = async () => {
		if (!isGiven(entry.answer)) return setMissing(true);
		const answer = await record.run({
			caseId: props.caseId,
			consent: {
				answer: entry.answer,
				channel: entry.channel,
				statementId: entry.statementId || undefined,
				witness: (entry.channel === "spoken" && entry.witness.trim()) || undefined,
			},
		});
		if (answer.ok) props.onDone();
		else setProblem(answer.problem);
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		void save();
	};
	return (
		<form
			onSubmit={onSubmit}
			onKeyDown={(event) => {
				if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
					event.preventDefault();
					void save();
				} else if (event.key === "Escape" && entry.answer === "" && entry.witness === "") props.onDone();
				else enterMovesOn(event);
			}}
		>
			<Stack gap={12} mt={8}>
				<ConsentBlock
					language={props.language || project.languages[0] || "en"}
					value={entry}
					error={isMissing && entry.answer === "" ? t("missing") : undefined}
					focusAnswer
					onChange={setEntry}
				/>
				{problem && <Text role="alert">{problemWords(problem)}</Text>}
				<Group gap="sm">
					<Button type="submit" data-save loading={record.busy} aria-keyshortcuts="Control+Enter">
						{t("save")}
					</Button>
					<Button variant="default" onClick={props.onDone}>
						{t("cancel")}
					</Button>
				</Group>
			</Stack>
		</form>
	);
}
