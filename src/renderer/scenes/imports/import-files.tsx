import type { ImportBatch } from "../../../core/api/index.ts";
import { SaveFileButton } from "../../components/save-file-button.tsx";
import { useDo } from "../../core-client.tsx";
import { useLocale, useWords } from "../../words.ts";

/** Workbooks of an import: the rows to put right, to be loaded again; once it is written, what became of every row. */
export function ImportFiles({ batch }: { batch: ImportBatch }) {
	const t = useWords("imports");
	const language = useLocale();
	const write = useDo("imports.report").run;
	const wasWritten = batch.written.new + batch.written.updated + batch.written.failed > 0;
	const waiting = wasWritten ? batch.undecided + batch.leftOut : batch.verdicts.decide;
	const hasReasons = batch.verdicts.refused + waiting + batch.written.failed > 0;
	return (
		<>
			{hasReasons && (
				<SaveFileButton write={() => write({ batch: batch.id, what: "reasons", language })}>
					{t("files.reasons")}
				</SaveFileButton>
			)}
			{wasWritten && (
				<SaveFileButton write={() => write({ batch: batch.id, what: "result", language })}>
					{t("files.result")}
				</SaveFileButton>
			)}
		</>
	);
}
