import { Stack, Text } from "@mantine/core";
import type { SurveyView } from "../../../core/api/index.ts";
import { useAsk } from "../../core-client.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { useLocale, useWords } from "../../words.ts";
import { SurveyPreview } from "./survey-preview.tsx";
import classes from "./surveys.module.css";

/** What is asked, word for word in each language, and the dialogue to try out beside it. */
export function QuestionsTab({ survey }: { survey: SurveyView }) {
	const t = useWords("surveys");
	const language = useLocale();
	const { definition } = survey;
	const property = (name: string) => (name === "name" ? t("question.theName") : name);
	const tongue = (code: string) => (code === "*" ? t("wording.everybody") : languageNamed(code, language));
	const consent = useAsk("consent.statement", { language: definition.language || language }).data?.text;
	return (
		<div className={classes.columns}>
			<Stack gap="md">
				{survey.openOlder > 0 && <Text size="sm">{t("openOlder", { count: survey.openOlder })}</Text>}
				<ol className={classes.asked}>
					{definition.questions.map((question, at) => {
						const texts = survey.texts.filter((text) => text.question === at + 1);
						const gaps = survey.gaps.filter((gap) => gap.question === at + 1);
						return (
							<li key={question.id}>
								{texts.length === 0 && question.kind === "consent" && <p dir="auto">{consent}</p>}
								{texts.map((text) => (
									<p key={text.language} lang={text.language === "*" ? undefined : text.language}>
										<bdi>{text.text}</bdi>{" "}
										<Text span size="xs" c="dimmed">
											{tongue(text.language)} · {t("parts", { count: text.cost.parts })}
										</Text>
									</p>
								))}
								<Text size="xs" c="dimmed">
									{t(`kind.${question.kind}`)} · {t("question.savedTo", { property: property(question.property) })}
								</Text>
								{gaps.map((gap) => (
									<Text key={gap.language} size="xs">
										{t("question.gap", { language: tongue(gap.language) })}
									</Text>
								))}
							</li>
						);
					})}
				</ol>
				<Text size="sm" c="dimmed">
					{t("rules", {
						tries: definition.tries,
						reminders: definition.reminders,
						hours: definition.remindAfterHours,
						expire: definition.expireAfterHours,
					})}
				</Text>
			</Stack>
			<SurveyPreview definition={definition} />
		</div>
	);
}
