import { Button, Tabs, Text } from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { SurveyView } from "../../../core/api/index.ts";
import { BackLink } from "../../components/back-link.tsx";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { AnswersTab } from "./answers-tab.tsx";
import { AskMany } from "./ask-many.tsx";
import { PeopleTab } from "./people-tab.tsx";
import { QuestionsTab } from "./questions-tab.tsx";
import { RemoveSurvey } from "./remove-survey.tsx";
import { type SurveyTab, surveyTabs } from "./survey-tabs.ts";

/** One survey: what it asks, who is at which question, and what they answered. */
export function SurveyScene() {
	const t = useWords("surveys");
	const { id } = useParams({ from: "/surveys/$id" });
	const asked = useAsk("surveys.show", { survey: id });
	return (
		<>
			<BackLink to="/surveys">{t("back")}</BackLink>
			<Trouble problem={asked.problem} again={asked.refetch} />
			{asked.loading && <Text role="status">{t("loading")}</Text>}
			{asked.data && <Shown key={asked.data.id} survey={asked.data} />}
		</>
	);
}

function Shown({ survey }: { survey: SurveyView }) {
	const t = useWords("surveys");
	const may = useMay();
	const navigate = useNavigate();
	const tab: SurveyTab = useSearch({ from: "/surveys/$id" }).tab ?? "questions";
	return (
		<>
			<SceneHead
				title={survey.name}
				under={t("people.counts", { open: survey.open, silent: survey.silent, finished: survey.finished })}
			>
				{may.supervise && (
					<>
						<AskMany survey={survey} />
						<Button
							variant="default"
							renderRoot={(props) => <Link to="/surveys/$id/edit" params={{ id: survey.id }} {...props} />}
						>
							{t("edit")}
						</Button>
						<RemoveSurvey survey={survey} />
					</>
				)}
			</SceneHead>
			<Tabs
				value={tab}
				keepMounted={false}
				activateTabWithKeyboard={false}
				onChange={(one) =>
					void navigate({
						to: "/surveys/$id",
						params: { id: survey.id },
						search: { tab: surveyTabs.find((name) => name === one) },
						replace: true,
					})
				}
			>
				<Tabs.List mb="lg">
					{surveyTabs.map((one) => (
						<Tabs.Tab key={one} value={one}>
							{t(`tab.${one}`)}
						</Tabs.Tab>
					))}
				</Tabs.List>
				<Tabs.Panel value="questions">
					<QuestionsTab survey={survey} />
				</Tabs.Panel>
				<Tabs.Panel value="people">
					<PeopleTab survey={survey} />
				</Tabs.Panel>
				<Tabs.Panel value="answers">
					<AnswersTab survey={survey} />
				</Tabs.Panel>
			</Tabs>
		</>
	);
}
