import { Button, Group, Stack, Switch, Text, Textarea, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem, SystemTextView, TextVersion } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useReturnFocus } from "../../components/use-return-focus.ts";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { useLocale, useWords } from "../../words.ts";
import classes from "./by-sms.module.css";
import { textNames } from "./text-names.ts";

/** Every text that Outpost sends by itself, in each language of the project, with words of the project's own where it wants them. */
export function SystemTexts() {
	const t = useWords("by-sms");
	const texts = useAsk("templates.list", {});
	return (
		<section aria-label={t("texts.title")}>
			<Title order={2} mb="sm">
				{t("texts.title")}
			</Title>
			<Text size="sm" mb="sm">
				{t("texts.means")}
			</Text>
			<Trouble problem={texts.problem} again={texts.refetch} />
			<Stack gap="md">
				<DefaultAnswer />
				{texts.data?.texts.map((one) => (
					<details key={one.key} className={classes.card}>
						<summary>{t(`texts.name.${textNames.find((name) => name === one.key) ?? "other"}`)}</summary>
						{one.versions.map((version) => (
							<Version key={version.language} text={one} version={version} />
						))}
					</details>
				))}
			</Stack>
		</section>
	);
}

function Version({ text, version }: { text: SystemTextView; version: TextVersion }) {
	const t = useWords("by-sms");
	const may = useMay();
	const language = useLocale();
	const [isEditing, setEditing] = useState(false);
	const opener = useReturnFocus<HTMLButtonElement>(isEditing);
	const name = languageNamed(version.language, language);
	return (
		<div className={classes.version}>
			<Group justify="space-between" gap="sm">
				<Text size="sm" fw={600}>
					{name}
				</Text>
				{may.supervise && !isEditing && (
					<Button
						ref={opener}
						size="compact-sm"
						variant="default"
						aria-label={t("texts.editIn", { language: name })}
						onClick={() => setEditing(true)}
					>
						{t("edit")}
					</Button>
				)}
			</Group>
			{isEditing ? (
				<Reword text={text} version={version} onDone={() => setEditing(false)} />
			) : (
				<>
					<blockquote lang={version.language} dir="auto" className={classes.quote}>
						{version.text}
					</blockquote>
					{version.from === "other-language" && <Text size="xs">{t("texts.otherLanguage")}</Text>}
				</>
			)}
		</div>
	);
}

function Reword({ text, version, onDone }: { text: SystemTextView; version: TextVersion; onDone(): void }) {
	const t = useWords("by-sms");
	const [words, setWords] = useState(version.text);
	const [problem, setProblem] = useState<Problem | null>(null);
	const save = useDo("templates.save");
	const reset = useDo("templates.reset");
	const which = { key: text.key, language: version.language };
	const after = (answer: { ok: true } | { ok: false; problem: Problem }) => {
		if (answer.ok) onDone();
		else setProblem(answer.problem);
	};
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		after(await save.run({ ...which, text: words }));
	};
	const places = (required: boolean) =>
		text.placeholders
			.filter((one) => one.required === required)
			.map(({ name }) => `{{${name}}}`)
			.join(" ");
	return (
		<form noValidate onSubmit={(event) => void submit(event)}>
			<Textarea
				autoFocus
				aria-label={t("texts.words")}
				autosize
				minRows={2}
				lang={version.language}
				dir="auto"
				value={words}
				onChange={(event) => setWords(event.currentTarget.value)}
			/>
			<Text size="xs" c="dimmed" mt={4}>
				{places(true) && t("texts.mustHold", { places: places(true) })} {t("texts.mayHold", { places: places(false) })}
			</Text>
			<Trouble problem={problem} />
			<Group mt="sm" gap="sm">
				<Button type="submit" loading={save.busy}>
					{t("save")}
				</Button>
				{version.from === "project" && (
					<Button variant="default" loading={reset.busy} onClick={async () => after(await reset.run(which))}>
						{t("texts.reset")}
					</Button>
				)}
				<Button variant="default" onClick={onDone}>
					{t("cancel")}
				</Button>
			</Group>
		</form>
	);
}

/** Off unless the office wants it: texts that nothing claims wait for staff all the same. */
function DefaultAnswer() {
	const t = useWords("by-sms");
	const may = useMay();
	const kept = useAsk("settings.get", { key: "defaultAnswer.enabled" });
	const set = useDo("settings.set");
	const [problem, setProblem] = useState<Problem | null>(null);
	if (!kept.data) return null;
	return (
		<>
			<Switch
				label={t("texts.defaultAnswer")}
				description={t("texts.defaultAnswerMeans")}
				disabled={!may.supervise || set.busy}
				checked={kept.data["defaultAnswer.enabled"] === "true"}
				onChange={async (event) => {
					const answer = await set.run({ key: "defaultAnswer.enabled", value: String(event.currentTarget.checked) });
					setProblem(answer.ok ? null : answer.problem);
				}}
			/>
			<Trouble problem={problem} />
		</>
	);
}
