import { Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { BackLink } from "../../components/back-link.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDraft } from "../../components/use-draft.ts";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { SurveyForm } from "./survey-form.tsx";
import { freshSurvey, surveyDraft } from "./survey-values.ts";

/** A new survey. What was typed and not saved comes back. */
export function NewSurveyScene() {
	const t = useWords("surveys");
	const may = useMay();
	const draft = useDraft("survey", surveyDraft);
	if (!may.supervise) return <Text role="alert">{t("supervisorsOnly")}</Text>;
	if (!draft.isLoaded) return null;
	return (
		<>
			<BackLink to="/surveys">{t("back")}</BackLink>
			<SurveyForm title={t("form.newTitle")} start={draft.found?.value ?? freshSurvey()} draft={draft} />
		</>
	);
}

/** Changes a survey: those who are in it finish the older version. */
export function EditSurveyScene() {
	const t = useWords("surveys");
	const may = useMay();
	const { id } = useParams({ from: "/surveys/$id/edit" });
	const asked = useAsk("surveys.show", { survey: id });
	const draft = useDraft(`survey:${id}`, surveyDraft);
	if (!may.supervise) return <Text role="alert">{t("supervisorsOnly")}</Text>;
	if (asked.problem) return <Trouble problem={asked.problem} again={asked.refetch} />;
	if (!asked.data || !draft.isLoaded) return <Text role="status">{t("loading")}</Text>;
	return (
		<>
			<BackLink to="/surveys/$id" params={{ id }}>
				{t("backToOne")}
			</BackLink>
			<SurveyForm
				key={id}
				title={t("form.title", { name: asked.data.name })}
				start={draft.found?.value ?? asked.data.definition}
				saved={{ id, version: asked.data.version, open: asked.data.open }}
				draft={draft}
			/>
		</>
	);
}
