import { Button, Select, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { PreviewTurn, Question, SurveyDefinition } from "../../../core/api/index.ts";
import { useAsk } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import practice from "../../practice/practice.module.css";
import { problemWords, useLocale, useWords } from "../../words.ts";
import { SessionStateWord } from "./session-state-word.tsx";
import classes from "./surveys.module.css";

/** The dialogue as a person would have it, on a phone to answer with. Nothing is sent or saved. */
export function SurveyPreview({ definition }: { definition: SurveyDefinition }) {
	const t = useWords("surveys");
	const { project } = useOffice();
	const shownIn = useLocale();
	const id = useId();
	const [language, setLanguage] = useState(project.languages[0] ?? "");
	const [answers, setAnswers] = useState<string[]>([]);
	const [typed, setTyped] = useState("");
	const isWritten = definition.questions.some(hasWords);
	const played = useAsk(
		"surveys.preview",
		{ definition: playable(definition), language, answers },
		{ enabled: isWritten, keepPrevious: true },
	);
	const log = useRef<HTMLDivElement>(null);
	const turns = played.data?.turns ?? [];
	// biome-ignore lint/correctness/useExhaustiveDependencies: each new text scrolls to the foot
	useEffect(() => {
		if (log.current) log.current.scrollTop = log.current.scrollHeight;
	}, [turns.length]);
	const isOver = played.data !== undefined && played.data.state !== "open";
	const answer = (event: FormEvent) => {
		event.preventDefault();
		if (isOver) return;
		setAnswers([...answers, typed]);
		setTyped("");
	};
	return (
		<section className={classes.preview} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("preview.title")}
			</Title>
			<Text size="xs" c="dimmed">
				{t("preview.means")}
			</Text>
			{project.languages.length > 1 && (
				<Select
					size="xs"
					label={t("preview.language")}
					data={project.languages.map((one) => ({ value: one, label: languageNamed(one, shownIn) }))}
					value={language}
					allowDeselect={false}
					onChange={(one) => setLanguage(one ?? "")}
				/>
			)}
			<div className={practice.phone}>
				{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
				<div ref={log} className={practice.texts} role="log" aria-label={t("preview.texts")} tabIndex={0}>
					{!isWritten && <span className={classes.note}>{t("preview.writeFirst")}</span>}
					{played.problem && <span className={classes.note}>{problemWords(played.problem)}</span>}
					{turns.map((turn, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: texts are only ever added at the end
						<Turn key={at} turn={turn} />
					))}
					{isOver && played.data && (
						<span className={classes.note}>
							{t("preview.over")} <SessionStateWord state={played.data.state} />
						</span>
					)}
				</div>
				<form className={practice.write} onSubmit={answer}>
					<TextInput
						aria-label={t("preview.answer")}
						placeholder={t("preview.answer")}
						value={typed}
						dir="auto"
						disabled={isOver}
						onChange={(event) => setTyped(event.currentTarget.value)}
					/>
					<Button type="submit" disabled={isOver}>
						{t("preview.send")}
					</Button>
				</form>
			</div>
			<Button size="compact-sm" variant="default" disabled={answers.length === 0} onClick={() => setAnswers([])}>
				{t("preview.again")}
			</Button>
		</section>
	);
}

const hasWords = ({ kind, text }: Question) =>
	kind === "consent" || Object.values(text).some((words) => words.trim() !== "");

/** What is written so far: a survey can be tried before it has a name and its answers a place. */
function playable(definition: SurveyDefinition): SurveyDefinition {
	const questions = definition.questions
		.filter(hasWords)
		.map((question, at) => ({ ...question, property: question.property || `answer_${at + 1}` }));
	return { ...definition, name: definition.name.trim() || "-", questions };
}

function Turn({ turn }: { turn: PreviewTurn }) {
	const t = useWords("surveys");
	const isMine = turn.from === "person";
	return (
		<>
			<div className={isMine ? practice.mine : practice.theirs}>
				<span className="seen-by-readers">{t(isMine ? "preview.fromMe" : "preview.fromOffice")}</span>
				<bdi className={practice.words}>{turn.text}</bdi>
				{turn.cost && <span className={practice.when}>{t("parts", { count: turn.cost.parts })}</span>}
			</div>
			{turn.saved && (
				<span className={classes.note}>
					{t("preview.saved", { property: turn.saved.property, value: turn.saved.value })}
				</span>
			)}
			{turn.again && <span className={classes.note}>{t("preview.askedAgain")}</span>}
		</>
	);
}
