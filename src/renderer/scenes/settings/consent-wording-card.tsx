import { Button, Group, Text, Textarea, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ConsentStatement, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { locale, useWords } from "../../words.ts";
import classes from "./settings.module.css";

export function ConsentWordingCard({ language, versions }: { language: string; versions: ConsentStatement[] }) {
	const t = useWords("settings");
	const may = useMay();
	const [isOpen, setOpen] = useState(false);
	const [now, ...older] = versions;
	const name = languageNamed(language, locale());
	return (
		<section className={classes.card} aria-label={name}>
			<Group justify="space-between">
				<Title order={2}>{name}</Title>
				{may.supervise && !isOpen && (
					<Button variant="default" onClick={() => setOpen(true)}>
						{t(now ? "consent.reword" : "consent.write", { language: name })}
					</Button>
				)}
			</Group>
			{now ? (
				<>
					<blockquote lang={language} dir="auto" className={classes.quote}>
						{now.text}
					</blockquote>
					<Text size="sm" c="dimmed">
						{t("consent.version", { version: now.version })} · <When at={now.createdAt} />
					</Text>
				</>
			) : (
				<Text>{t("consent.none")}</Text>
			)}
			{isOpen && <RewordForm language={language} from={now?.text ?? ""} onDone={() => setOpen(false)} />}
			{older.length > 0 && (
				<details>
					<summary>{t("consent.older", { count: older.length })}</summary>
					{older.map((one) => (
						<div key={one.id}>
							<blockquote lang={language} dir="auto" className={classes.quote}>
								{one.text}
							</blockquote>
							<Text size="sm" c="dimmed">
								{t("consent.version", { version: one.version })} · <When at={one.createdAt} />
							</Text>
						</div>
					))}
				</details>
			)}
		</section>
	);
}

function RewordForm({ language, from, onDone }: { language: string; from: string; onDone(): void }) {
	const t = useWords("settings");
	const [text, setText] = useState(from);
	const [problem, setProblem] = useState<Problem | null>(null);
	const reword = useDo("consent.reword");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await reword.run({ language, text });
		if (answer.ok) onDone();
		else setProblem(answer.problem);
	};
	return (
		<form noValidate onSubmit={(event) => void submit(event)}>
			<Textarea
				label={t("consent.text")}
				description={t("consent.textHint")}
				lang={language}
				dir="auto"
				autosize
				minRows={3}
				maxLength={2000}
				autoFocus
				value={text}
				onChange={(event) => setText(event.currentTarget.value)}
			/>
			<Trouble problem={problem} />
			<Group mt="sm" gap="sm">
				<Button type="submit" loading={reword.busy} disabled={text.trim().length < 10 || text.trim() === from}>
					{t("consent.save")}
				</Button>
				<Button variant="default" onClick={onDone}>
					{t("cancel")}
				</Button>
			</Group>
		</form>
	);
}
