import { Button, Group, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem, Settings } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import { ProjectFields } from "./project-fields.tsx";

/** The settings of the project in words, saved together; each that can't be taken says so itself. */
export function ProjectSettings() {
	const settings = useAsk("settings.get", {});
	return (
		<>
			<Trouble problem={settings.problem} again={settings.refetch} />
			{settings.data && <SettingsForm kept={settings.data} />}
		</>
	);
}

function SettingsForm({ kept }: { kept: Settings }) {
	const t = useWords("settings");
	const may = useMay();
	const set = useDo("settings.set");
	const [changes, setChanges] = useState<Settings>({});
	const [troubles, setTroubles] = useState<Record<string, Problem>>({});
	const [isSaved, setSaved] = useState(false);
	const changed = Object.keys(changes).filter((key) => changes[key] !== kept[key]);
	const change = (key: string, value: string) => {
		setSaved(false);
		setChanges((now) => ({ ...now, [key]: value }));
	};
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const refused: Record<string, Problem> = {};
		for (const key of changed) {
			const answer = await set.run({ key, value: changes[key] ?? "" });
			if (!answer.ok) refused[key] = answer.problem;
		}
		setTroubles(refused);
		setSaved(Object.keys(refused).length === 0);
		setChanges((now) => Object.fromEntries(Object.entries(now).filter(([key]) => key in refused)));
	};
	const errors = Object.fromEntries(Object.entries(troubles).map(([key, problem]) => [key, problemWords(problem)]));
	return (
		<form noValidate onSubmit={(event) => void submit(event)}>
			<Stack maw={560} gap="lg">
				<ProjectFields values={{ ...kept, ...changes }} errors={errors} isFixed={!may.supervise} onChange={change} />
				{may.supervise && (
					<Group>
						<Button type="submit" loading={set.busy} disabled={changed.length === 0}>
							{t("save")}
						</Button>
						<Text role="status" size="sm">
							{isSaved && t("saved")}
						</Text>
					</Group>
				)}
			</Stack>
		</form>
	);
}
