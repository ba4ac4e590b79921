import { Button, Group, Select, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseView, Problem } from "../../../core/api/index.ts";
import { When } from "../../components/when.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import { CloseSession } from "../surveys/close-session.tsx";
import { SessionState } from "../surveys/session-state.tsx";
import classes from "./case.module.css";

/** Codes after which staff may ask once more, if they say why. */
const wantsReason = ["asked-before", "already-consented"];
const shown = 5;

/** The surveys this person was asked, and starting one. */
export function CaseSurveys({ view }: { view: CaseView }) {
	const t = useWords("surveys");
	const surveys = useAsk("surveys.list", {}).data ?? [];
	const sessions = useAsk("surveys.sessions", { caseId: view.id, limit: shown }).data?.rows ?? [];
	if (surveys.length === 0 && sessions.length === 0) return null;
	return (
		<section aria-label={t("case.title")}>
			<Title order={2} mb={4}>
				{t("case.title")}
			</Title>
			<ul className={classes.list}>
				{sessions.map((session) => (
					<li key={session.id}>
						<Link to="/surveys/$id" params={{ id: session.survey.id }} search={{ tab: "people" }}>
							<bdi>{session.survey.name}</bdi>
						</Link>{" "}
						<SessionState session={session} />{" "}
						<Text span size="sm">
							{t("people.question", { number: session.question.number, of: session.question.of })} ·{" "}
							<When at={session.startedAt} />
						</Text>{" "}
						{session.state === "open" && <CloseSession session={session} />}
					</li>
				))}
			</ul>
			{!view.closed && surveys.length > 0 && (
				<StartSurvey caseId={view.id} surveys={surveys.map(({ id, name }) => ({ value: id, label: name }))} />
			)}
		</section>
	);
}

function StartSurvey({ caseId, surveys }: { caseId: string; surveys: { value: string; label: string }[] }) {
	const t = useWords("surveys");
	const start = useDo("surveys.start");
	const [survey, setSurvey] = useState<string | null>(null);
	const [reason, setReason] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const needsReason = problem !== null && wantsReason.includes(problem.code);
	const doIt = async () => {
		if (!survey) return;
		const answer = await start.run({ survey, caseId, reason: reason.trim() || undefined });
		setProblem(answer.ok ? null : answer.problem);
		if (answer.ok) setReason("");
	};
	return (
		<>
			<Group gap="sm" align="flex-end" mt={8}>
				<Select
					aria-label={t("case.which")}
					placeholder={t("case.which")}
					data={surveys}
					value={survey}
					onChange={(one) => {
						setSurvey(one);
						setProblem(null);
					}}
				/>
				<Button variant="default" loading={start.busy} disabled={survey === null} onClick={() => void doIt()}>
					{t("case.start")}
				</Button>
			</Group>
			{problem && (
				<Text role="alert" size="sm" mt={4}>
					{problemWords(problem)}
				</Text>
			)}
			{needsReason && (
				<TextInput
					mt={4}
					label={t("case.reason")}
					description={t("case.reasonHint")}
					maxLength={500}
					value={reason}
					onChange={(event) => setReason(event.currentTarget.value)}
				/>
			)}
		</>
	);
}
