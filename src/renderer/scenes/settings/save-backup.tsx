import { Button, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import classes from "./settings.module.css";

/** Saves the whole office in one file, such as on a stick. */
export function SaveBackup() {
	const t = useWords("settings");
	const [file, setFile] = useState("");
	const [saved, setSaved] = useState<string | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const save = useDo("backup.save");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await save.run({ file });
		setProblem(answer.ok ? null : answer.problem);
		setSaved(answer.ok ? answer.value.file : null);
	};
	return (
		<form noValidate className={classes.checks} onSubmit={(event) => void submit(event)}>
			<Title order={2}>{t("backups.save")}</Title>
			<TextInput
				label={t("backups.file")}
				description={t("backups.fileHint")}
				dir="ltr"
				spellCheck={false}
				autoComplete="off"
				maxLength={4000}
				maw={560}
				value={file}
				onChange={(event) => setFile(event.currentTarget.value)}
			/>
			<Trouble problem={problem} />
			<Button type="submit" w="fit-content" loading={save.busy} disabled={file.trim() === ""}>
				{t("backups.saveGo")}
			</Button>
			<Text role="status">{saved !== null && t("backups.saved", { file: isolated(saved) })}</Text>
		</form>
	);
}
