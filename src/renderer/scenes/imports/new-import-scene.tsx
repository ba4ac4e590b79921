import { Text } from "@mantine/core";
import { useState } from "react";
import { BackLink } from "../../components/back-link.tsx";
import { SceneHead } from "../../components/scene-head.tsx";
import { useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { ChooseFile } from "./choose-file.tsx";
import { draftOf, type ImportDraft, useImportDraft } from "./import-draft.ts";
import { SetUpImport } from "./set-up-import.tsx";

/** The steps before the rows are checked. Nothing of it is lost by leaving: it is kept as it is filled in. */
export function NewImportScene() {
	const t = useWords("imports");
	const { project } = useOffice();
	const draft = useImportDraft();
	const [chosen, setChosen] = useState<ImportDraft | null>(null);
	const first = chosen ?? draft.found?.value;
	return (
		<>
			<BackLink to="/imports">{t("back")}</BackLink>
			<SceneHead title={t("new.title")} />
			{draft.isLoaded && !first && (
				<ChooseFile
					word={t("choose.file")}
					isMain
					onChosen={({ file, name }) => setChosen(draftOf(file, name, project.country))}
				>
					<Text size="sm" c="dimmed">
						{t("choose.drop")}
					</Text>
				</ChooseFile>
			)}
			{draft.isLoaded && first && <SetUpImport first={first} keep={draft.keep} />}
		</>
	);
}
