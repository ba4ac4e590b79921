import { Button, Group, NumberInput, SegmentedControl, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Problem, SurveyDefinition } from "../../../core/api/index.ts";
import { ErrorSummary } from "../../components/error-summary.tsx";
import type { Draft } from "../../components/use-draft.ts";
import { useAsk, useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { problemWords, useLocale, useWords } from "../../words.ts";
import { QuestionFields } from "./question-fields.tsx";
import { SurveyPreview } from "./survey-preview.tsx";
import { freshQuestion, moved, tonguesOf } from "./survey-values.ts";
import classes from "./surveys.module.css";

/** Makes or changes a survey: its questions in each language, and the dialogue beside it as it would go. */
export function SurveyForm(props: {
	title: string;
	start: SurveyDefinition;
	saved?: { id: string; version: number; open: number };
	draft: Draft<SurveyDefinition>;
}) {
	const t = useWords("surveys");
	const id = useId();
	const navigate = useNavigate();
	const shownIn = useLocale();
	const { project } = useOffice();
	const [survey, setSurvey] = useState(props.start);
	const tongues = tonguesOf(survey, project.languages);
	const [tongue, setTongue] = useState(tongues[0] ?? "*");
	const properties = useAsk("cases.vocabulary", {}).data?.properties ?? [];
	const save = useDo("surveys.save");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [round, setRound] = useState(0);
	const added = useRef<number | null>(null);
	const { keep } = props.draft;
	const isFirst = useRef(true);
	useEffect(() => {
		if (!isFirst.current) keep(survey);
		isFirst.current = false;
	}, [survey, keep]);
	useEffect(() => {
		if (added.current === null) return;
		document.querySelector<HTMLElement>(`[data-field="questions.${added.current}"] textarea`)?.focus();
		added.current = null;
	});

	const change = (part: Partial<SurveyDefinition>) => setSurvey({ ...survey, ...part });
	const { questions } = survey;
	const submit = async (event?: FormEvent) => {
		event?.preventDefault();
		const answer = await save.run({ id: props.saved?.id, version: props.saved?.version, definition: survey });
		if (answer.ok) {
			props.draft.drop();
			return void navigate({ to: "/surveys/$id", params: { id: answer.value.id } });
		}
		setProblem(answer.problem);
		setRound(round + 1);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
	};
	const errorOf = (field: string) => (problem?.field === field ? problemWords(problem) : undefined);
	const trouble = problem && {
		field: problem.field ?? null,
		label: labelOf(problem.field),
		words: problemWords(problem),
	};
	function labelOf(field: string | undefined): string {
		const number = /^questions\.(\d+)/.exec(field ?? "")?.[1];
		return number === undefined ? t("form.name") : t("question.legend", { number: Number(number) + 1 });
	}
	return (
		<>
			<Title order={1} mb="sm">
				{props.title}
			</Title>
			<div className={classes.columns}>
				<form noValidate autoComplete="off" onSubmit={(event) => void submit(event)} onKeyDown={onKeyDown}>
					<Stack gap="md">
						{props.draft.found && <Text size="sm">{t("form.draft")}</Text>}
						{props.saved && props.saved.open > 0 && (
							<Text size="sm">{t("form.open", { count: props.saved.open })}</Text>
						)}
						<ErrorSummary title={t("form.errors")} troubles={trouble ? [trouble] : []} round={round} />
						<div data-field="name">
							<TextInput
								label={t("form.name")}
								description={t("form.nameHint")}
								maxLength={80}
								dir="auto"
								value={survey.name}
								error={errorOf("name")}
								onChange={(event) => change({ name: event.currentTarget.value })}
							/>
						</div>
						{tongues.length > 1 && (
							<div>
								<Text size="sm" fw={500} id={`${id}-tongue`}>
									{t("wording.language")}
								</Text>
								<SegmentedControl
									size="xs"
									aria-labelledby={`${id}-tongue`}
									data={tongues.map((one) => ({
										value: one,
										label: one === "*" ? t("wording.everybody") : languageNamed(one, shownIn),
									}))}
									value={tongue}
									onChange={setTongue}
								/>
							</div>
						)}
						{questions.map((question, at) => (
							<QuestionFields
								// biome-ignore lint/suspicious/noArrayIndexKey: a question has nothing else that stays the same while it is typed
								key={at}
								number={at + 1}
								of={questions.length}
								question={question}
								tongue={tongue}
								properties={properties}
								error={problem?.field?.startsWith(`questions.${at}`) ? problemWords(problem) : undefined}
								onChange={(changed) => change({ questions: questions.map((one, nth) => (nth === at ? changed : one)) })}
								onMove={(by) => change({ questions: moved(questions, at, at + by) })}
								onRemove={() => change({ questions: questions.filter((_, nth) => nth !== at) })}
							/>
						))}
						<Button
							variant="default"
							leftSection={<IconPlus size={16} aria-hidden />}
							style={{ alignSelf: "flex-start" }}
							onClick={() => {
								added.current = questions.length;
								change({ questions: [...questions, freshQuestion()] });
							}}
						>
							{t("question.add")}
						</Button>
						<Textarea
							label={t("form.closing")}
							description={t("form.closingHint")}
							autosize
							minRows={2}
							dir="auto"
							lang={tongue === "*" ? undefined : tongue}
							value={survey.closing[tongue] ?? ""}
							onChange={(event) => change({ closing: { ...survey.closing, [tongue]: event.currentTarget.value } })}
						/>
						<Rules survey={survey} onChange={change} />
						<div className={classes.foot}>
							<Button type="submit" loading={save.busy} aria-keyshortcuts="Control+Enter">
								{t("form.save")}
							</Button>
							<Button
								variant="default"
								onClick={() => {
									props.draft.drop();
									void navigate(
										props.saved ? { to: "/surveys/$id", params: { id: props.saved.id } } : { to: "/surveys" },
									);
								}}
							>
								{t("form.discard")}
							</Button>
						</div>
					</Stack>
				</form>
				<SurveyPreview definition={survey} />
			</div>
		</>
	);
}

/** How often one question is asked, reminded of, and when a silent person is let go. */
function Rules({ survey, onChange }: { survey: SurveyDefinition; onChange(part: Partial<SurveyDefinition>): void }) {
	const t = useWords("surveys");
	const fields = [
		{ name: "tries", min: 1, max: 10 },
		{ name: "reminders", min: 0, max: 5 },
		{ name: "remindAfterHours", min: 1, max: 720 },
		{ name: "expireAfterHours", min: 1, max: 2160 },
	] as const;
	return (
		<details>
			<summary>{t("form.rules")}</summary>
			<Group mt="sm" align="flex-end" gap="sm">
				{fields.map(({ name, min, max }) => (
					<NumberInput
						key={name}
						w={240}
						label={t(`form.${name}`)}
						min={min}
						max={max}
						allowDecimal={false}
						value={survey[name]}
						onChange={(value) => onChange({ [name]: Math.max(min, Math.min(max, Number(value) || min)) })}
					/>
				))}
			</Group>
		</details>
	);
}
