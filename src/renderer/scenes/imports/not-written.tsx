import type { ImportBatch } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";

/** Rows that stay out, by why. */
export function NotWritten({ batch }: { batch: ImportBatch }) {
	const t = useWords("imports");
	const parts = [
		{ word: t("confirm.refused", { count: batch.verdicts.refused }), rows: batch.verdicts.refused },
		{ word: t("confirm.undecided", { count: batch.undecided }), rows: batch.undecided },
		{ word: t("confirm.leftOut", { count: batch.leftOut }), rows: batch.leftOut },
		{ word: t("confirm.same", { count: batch.verdicts.same }), rows: batch.verdicts.same },
		{ word: t("confirm.skipped", { count: batch.verdicts.skipped }), rows: batch.verdicts.skipped },
	];
	return parts
		.filter(({ rows }) => rows > 0)
		.map(({ word }) => word)
		.join(" ");
}
