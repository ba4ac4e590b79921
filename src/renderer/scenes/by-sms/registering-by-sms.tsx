import { Autocomplete, Button, Group, Select, Stack, Switch, Text, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem, SelfRegistrationSettings } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import classes from "./by-sms.module.css";

/** The pages' own settings: Case Self-Registration with type, owner and submitter, and SMS Mobile Worker Registration. */
export function RegisteringBySms() {
	const t = useWords("by-sms");
	const settings = useAsk("selfRegistration.settings", {});
	return (
		<section aria-label={t("registering.title")}>
			<Title order={2} mb="sm">
				{t("registering.title")}
			</Title>
			<Trouble problem={settings.problem} again={settings.refetch} />
			{settings.data && <Form kept={settings.data} />}
		</section>
	);
}

function Form({ kept }: { kept: SelfRegistrationSettings }) {
	const t = useWords("by-sms");
	const vocabulary = useAsk("cases.vocabulary", {}).data;
	const workers = useAsk("workers.list", { active: true, limit: 500 }).data?.rows.map(({ username }) => username) ?? [];
	const surveys = useAsk("surveys.list", {}).data?.map(({ name }) => name) ?? [];
	const [values, setValues] = useState({ case: kept.case, worker: kept.worker, welcome: kept.welcome });
	const [problem, setProblem] = useState<Problem | null>(null);
	const [isSaved, setSaved] = useState(false);
	const save = useDo("selfRegistration.saveSettings");
	const ofCase = (part: Partial<typeof values.case>) => {
		setSaved(false);
		setValues({ ...values, case: { ...values.case, ...part } });
	};
	const welcome = (part: Partial<typeof values.welcome>) => {
		setSaved(false);
		setValues({ ...values, welcome: { ...values.welcome, ...part } });
	};
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await save.run(values);
		setProblem(answer.ok ? null : answer.problem);
		setSaved(answer.ok);
		if (!answer.ok) document.querySelector<HTMLElement>(`[data-field="${answer.problem.field}"] input`)?.focus();
	};
	const errorOf = (field: string) => (problem?.field === field ? problemWords(problem) : undefined);
	return (
		<form noValidate className={classes.card} onSubmit={(event) => void submit(event)}>
			<Stack gap="md">
				{kept.warnings.map((warning) => (
					<Text key={warning} size="sm">
						{t(`registering.warning.${warning}`)}
					</Text>
				))}
				<Switch
					label={t("registering.case")}
					description={kept.joinCase ? t("registering.caseMeans", { text: kept.joinCase }) : undefined}
					checked={values.case.enabled}
					onChange={(event) => ofCase({ enabled: event.currentTarget.checked })}
				/>
				{values.case.enabled && (
					<div className={classes.under}>
						<div data-field="case.type">
							<Autocomplete
								label={t("registering.type")}
								data={vocabulary?.types ?? []}
								value={values.case.type}
								error={errorOf("case.type")}
								onChange={(type) => ofCase({ type })}
							/>
						</div>
						<div data-field="case.owner">
							<Autocomplete
								label={t("registering.owner")}
								description={t("registering.ownerHint")}
								data={[...new Set([...workers, ...(vocabulary?.owners ?? [])])]}
								value={values.case.owner}
								error={errorOf("case.owner")}
								onChange={(owner) => ofCase({ owner })}
							/>
						</div>
						<div data-field="case.submitter">
							<Autocomplete
								label={t("registering.submitter")}
								description={t("registering.submitterHint")}
								data={workers}
								value={values.case.submitter}
								error={errorOf("case.submitter")}
								onChange={(submitter) => ofCase({ submitter })}
							/>
						</div>
						<Switch
							label={t("registering.welcomeCase")}
							checked={values.welcome.case.enabled}
							onChange={(event) => welcome({ case: { ...values.welcome.case, enabled: event.currentTarget.checked } })}
						/>
						<Select
							label={t("registering.survey")}
							description={t("registering.surveyHint")}
							placeholder={t("registering.noSurvey")}
							clearable
							clearButtonProps={{ "aria-label": t("registering.noSurvey") }}
							data={surveys}
							value={values.welcome.case.survey || null}
							onChange={(survey) => welcome({ case: { ...values.welcome.case, survey: survey ?? "" } })}
						/>
					</div>
				)}
				<Switch
					label={t("registering.worker")}
					description={kept.joinWorker ? t("registering.workerMeans", { text: kept.joinWorker }) : undefined}
					checked={values.worker.enabled}
					onChange={(event) => {
						setSaved(false);
						setValues({ ...values, worker: { enabled: event.currentTarget.checked } });
					}}
				/>
				{values.worker.enabled && (
					<div className={classes.under}>
						<Switch
							label={t("registering.welcomeWorker")}
							checked={values.welcome.worker.enabled}
							onChange={(event) => welcome({ worker: { enabled: event.currentTarget.checked } })}
						/>
					</div>
				)}
				<Trouble problem={problem} />
				<Group gap="sm">
					<Button type="submit" loading={save.busy}>
						{t("save")}
					</Button>
					<Text role="status" size="sm">
						{isSaved && t("saved")}
					</Text>
				</Group>
			</Stack>
		</form>
	);
}
