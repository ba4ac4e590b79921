import { Button, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { OutputOf, Problem } from "../../core/api/index.ts";
import { useDo } from "../core-client.tsx";
import { useWords } from "../words.ts";
import { PinField } from "./pin-field.tsx";
import { Trouble } from "./trouble.tsx";

/** Takes the office back to a backup. A supervisor gives name and PIN, since nobody may be signed in. `file` left out: its place is asked. */
export function RestoreForm(props: {
	file?: string;
	name: string;
	onDone(back: OutputOf<"backup.restore">): void;
	onRefused?(problem: Problem): void;
}) {
	const t = useWords("settings");
	const [file, setFile] = useState(props.file ?? "");
	const [name, setName] = useState(props.name);
	const [pin, setPin] = useState("");
	const [problem, setProblem] = useState<Problem | null>(null);
	const restore = useDo("backup.restore");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await restore.run({ file, name, pin });
		setPin("");
		if (answer.ok) props.onDone(answer.value);
		else {
			setProblem(answer.problem);
			props.onRefused?.(answer.problem);
		}
	};
	const isReady = file.trim() !== "" && name.trim() !== "" && pin !== "";
	return (
		<form noValidate onSubmit={(event) => void submit(event)}>
			<Stack>
				<Text>{t("backups.restoreWords")}</Text>
				{props.file === undefined && (
					<TextInput
						label={t("backups.file")}
						description={t("backups.restoreFileHint")}
						dir="ltr"
						spellCheck={false}
						autoComplete="off"
						maxLength={4000}
						value={file}
						onChange={(event) => setFile(event.currentTarget.value)}
					/>
				)}
				<TextInput
					label={t("backups.supervisor")}
					autoComplete="username"
					maxLength={80}
					value={name}
					onChange={(event) => setName(event.currentTarget.value)}
				/>
				<PinField
					label={t("backups.pin")}
					autoComplete="current-password"
					value={pin}
					onChange={(event) => setPin(event.currentTarget.value)}
				/>
				<Trouble problem={problem} />
				<Button type="submit" loading={restore.busy} disabled={!isReady}>
					{t("backups.restoreGo")}
				</Button>
			</Stack>
		</form>
	);
}
