import { Button, Group, Select, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Keyword, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { useLocale, useWords } from "../../words.ts";
import classes from "./by-sms.module.css";

/** One keyword: its spellings, and what it answers in each language or which survey it starts. */
export function KeywordForm({ keyword, onDone }: { keyword?: Keyword; onDone(): void }) {
	const t = useWords("by-sms");
	const shownIn = useLocale();
	const { project } = useOffice();
	const surveys = useAsk("surveys.list", {}).data?.map(({ name }) => name) ?? [];
	const [name, setName] = useState(keyword?.name ?? "");
	const [words, setWords] = useState(keyword?.words.map(({ text }) => text).join(", ") ?? "");
	const [answers, setAnswers] = useState(
		Object.fromEntries((keyword?.answers ?? []).map(({ language, text }) => [language, text])),
	);
	const [survey, setSurvey] = useState(keyword?.survey ?? null);
	const [isActive, setActive] = useState(keyword?.active ?? true);
	const [problem, setProblem] = useState<Problem | null>(null);
	const save = useDo("keywords.save");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const spellings = words
			.split(/[,،;\n]/)
			.map((text) => text.trim())
			.filter(Boolean);
		const answer = await save.run({
			id: keyword?.id,
			name,
			words: spellings.map((text) => ({
				text,
				language: keyword?.words.find((known) => known.text === text)?.language ?? null,
			})),
			answers: Object.entries(answers)
				.map(([language, text]) => ({ language, text: text.trim() }))
				.filter(({ text }) => text !== ""),
			survey,
			active: isActive,
		});
		if (answer.ok) onDone();
		else setProblem(answer.problem);
	};
	return (
		<form noValidate autoComplete="off" className={classes.card} onSubmit={(event) => void submit(event)}>
			<Stack gap="md">
				<TextInput
					autoFocus
					label={t("keywords.name")}
					description={t("keywords.nameHint")}
					maxLength={120}
					dir="auto"
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
				/>
				<TextInput
					label={t("keywords.words")}
					description={t("keywords.wordsHint")}
					dir="auto"
					value={words}
					onChange={(event) => setWords(event.currentTarget.value)}
				/>
				<Select
					label={t("keywords.survey")}
					placeholder={t("keywords.noSurvey")}
					clearable
					clearButtonProps={{ "aria-label": t("keywords.noSurvey") }}
					data={survey && !surveys.includes(survey) ? [...surveys, survey] : surveys}
					value={survey}
					onChange={setSurvey}
				/>
				{survey === null &&
					project.languages.map((language) => (
						<Textarea
							key={language}
							label={t("keywords.answer", { language: languageNamed(language, shownIn) })}
							autosize
							minRows={2}
							maxLength={2000}
							lang={language}
							dir="auto"
							value={answers[language] ?? ""}
							onChange={(event) => setAnswers({ ...answers, [language]: event.currentTarget.value })}
						/>
					))}
				<Switch
					label={t("keywords.active")}
					checked={isActive}
					onChange={(event) => setActive(event.currentTarget.checked)}
				/>
				<Trouble problem={problem} />
				<Group gap="sm">
					<Button type="submit" loading={save.busy}>
						{t("keywords.save")}
					</Button>
					<Button variant="default" onClick={onDone}>
						{t("cancel")}
					</Button>
				</Group>
			</Stack>
		</form>
	);
}
