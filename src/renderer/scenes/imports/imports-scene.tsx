import { Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { SaveFileButton } from "../../components/save-file-button.tsx";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { useLocale, useWords } from "../../words.ts";
import { ChooseFile, type ChosenFile } from "./choose-file.tsx";
import { draftForm, draftOf } from "./import-draft.ts";
import { ImportHistory } from "./import-history.tsx";
import classes from "./imports.module.css";
import { RecentFiles } from "./recent-files.tsx";
import { UnfinishedImports } from "./unfinished-imports.tsx";

/** Registering many people from a spreadsheet: a file to begin with, what is not finished, and what was done before. */
export function ImportsScene() {
	const t = useWords("imports");
	const navigate = useNavigate();
	const { project } = useOffice();
	const keep = useDo("drafts.save");
	const list = useAsk("imports.list", {});
	const [problem, setProblem] = useState<Problem | null>(null);
	const begin = async ({ file, name }: ChosenFile) => {
		const kept = await keep.run({ form: draftForm, value: draftOf(file, name, project.country) });
		// Without it the page would open with what was begun before.
		if (kept.ok) void navigate({ to: "/imports/new" });
		else setProblem(kept.problem);
	};
	return (
		<>
			<SceneHead title={t("title")} under={t("under")}>
				<Templates />
			</SceneHead>
			<Stack gap="xl">
				<ChooseFile word={t("choose.file")} isMain onChosen={(chosen) => void begin(chosen)}>
					<Text size="sm" c="dimmed">
						{t("choose.drop")}
					</Text>
					<RecentFiles onChosen={(chosen) => void begin(chosen)} />
				</ChooseFile>
				<Trouble problem={problem} />
				<Trouble problem={list.problem} again={list.refetch} />
				<UnfinishedImports batches={list.data ?? []} />
				<section aria-labelledby="import-history" className={classes.part}>
					<Title order={2} id="import-history">
						{t("history.title")}
					</Title>
					<ImportHistory batches={list.data} />
				</section>
			</Stack>
		</>
	);
}

/** Workbooks to fill in, with the columns that fit. */
function Templates() {
	const t = useWords("imports");
	const language = useLocale();
	const write = useDo("imports.template").run;
	return (["cases", "workers"] as const).map((kind) => (
		<SaveFileButton key={kind} write={() => write({ kind, language })}>
			{t(`template.${kind}`)}
		</SaveFileButton>
	));
}
