import { Button, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { OutputOf, Problem, SurveyView } from "../../../core/api/index.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { UserText } from "../../components/user-text.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { AnswerCounts } from "./answer-counts.tsx";
import { useAnswerWords } from "./answer-words.ts";
import { SessionStateWord } from "./session-state-word.tsx";
import classes from "./surveys.module.css";

const shownRows = 200;

/** What people answered: counted a question, and a line a person. */
export function AnswersTab({ survey }: { survey: SurveyView }) {
	const t = useWords("surveys");
	const may = useMay();
	const answers = useAsk("surveys.answers", { survey: survey.id, limit: shownRows });
	if (answers.problem) return <Trouble problem={answers.problem} again={answers.refetch} />;
	if (!answers.data) return <Text role="status">{t("loading")}</Text>;
	if (answers.data.people === 0) return <Text>{t("answers.none")}</Text>;
	return (
		<Stack gap="lg">
			<div className={classes.acts}>
				<Text style={{ flex: 1 }}>{t("answers.people", { count: answers.data.people })}</Text>
				{may.supervise && <ExportAnswers survey={survey.id} />}
			</div>
			<div className={classes.counts}>
				{answers.data.counts.map((count) => (
					<AnswerCounts key={count.id} count={count} />
				))}
			</div>
			<AnswerTable data={answers.data} />
		</Stack>
	);
}

function AnswerTable({ data }: { data: OutputOf<"surveys.answers"> }) {
	const t = useWords("surveys");
	const words = useAnswerWords();
	return (
		<section aria-label={t("answers.table")}>
			<Title order={2} mb="sm">
				{t("answers.table")}
			</Title>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
			<section className={classes.scroll} tabIndex={0} aria-label={t("answers.table")}>
				<Table fz={13} aria-label={t("answers.table")}>
					<Table.Thead>
						<Table.Tr>
							<Table.Th>{t("people.name")}</Table.Th>
							<Table.Th>{t("people.number")}</Table.Th>
							<Table.Th>{t("people.state")}</Table.Th>
							{data.counts.map((count) => (
								<Table.Th key={count.id}>
									<bdi>{words.column(count)}</bdi>
								</Table.Th>
							))}
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						{data.rows.map((row) => (
							<Table.Tr key={row.session}>
								<Table.Th scope="row">
									<Link to="/contacts/$id" params={{ id: row.contact.id }}>
										<UserText text={row.contact.name} />
									</Link>
								</Table.Th>
								<Table.Td>
									<PhoneText digits={row.digits} />
								</Table.Td>
								<Table.Td>
									<SessionStateWord state={row.state} />
								</Table.Td>
								{data.counts.map((count) => (
									<Table.Td key={count.id}>
										<UserText text={words.value(count, row.answers.find(({ id }) => id === count.id)?.value ?? "")} />
									</Table.Td>
								))}
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			</section>
			{data.next && <Text size="sm">{t("answers.moreInFile", { number: data.rows.length })}</Text>}
		</section>
	);
}

/** All answers as a file for a spreadsheet. No cell in it can be taken for a formula. */
function ExportAnswers({ survey }: { survey: string }) {
	const t = useWords("surveys");
	const make = useDo("surveys.exportAnswers");
	const [problem, setProblem] = useState<Problem | null>(null);
	const save = async () => {
		const answer = await make.run({ survey });
		setProblem(answer.ok ? null : answer.problem);
		if (!answer.ok) return;
		const address = URL.createObjectURL(new Blob([answer.value.csv], { type: "text/csv;charset=utf-8" }));
		const link = document.createElement("a");
		link.href = address;
		link.download = answer.value.fileName;
		link.click();
		URL.revokeObjectURL(address);
	};
	return (
		<>
			<Button variant="default" loading={make.busy} onClick={() => void save()}>
				{t("answers.export")}
			</Button>
			<Trouble problem={problem} />
		</>
	);
}
