import type { ImportBatch, Verdict } from "../../../core/api/index.ts";
import { problemWords, useWords } from "../../words.ts";
import classes from "./imports.module.css";
import type { RowFilter } from "./use-import-rows.ts";
import { verdictLooks } from "./verdict-chip.tsx";

const verdicts = Object.keys(verdictLooks) as Verdict[];
/** Stands for a word's own value where only the reason is asked for. */
const nobody = { name: "…", username: "…", value: "…", longest: "…" };

/** Rows by verdict, each chip with its number, and by reason. */
export function RowFilters(props: { batch: ImportBatch; filter: RowFilter; onChange(filter: RowFilter): void }) {
	const t = useWords("imports");
	const { batch, filter, onChange } = props;
	const chips: { verdict: RowFilter["verdict"]; word: string; rows: number }[] = [
		{ verdict: "", word: t("rows.all"), rows: batch.rows },
		...verdicts.map((verdict) => ({ verdict, word: t(`verdict.${verdict}`), rows: batch.verdicts[verdict] })),
	];
	return (
		<fieldset className={classes.chips} aria-label={t("rows.filter")}>
			{chips
				.filter(({ rows, verdict }) => rows > 0 || verdict === filter.verdict)
				.map(({ verdict, word, rows }) => {
					const Shape = verdict === "" ? null : verdictLooks[verdict].shape;
					return (
						<button
							key={verdict}
							type="button"
							aria-pressed={filter.verdict === verdict}
							onClick={() => onChange({ ...filter, verdict })}
						>
							{Shape && <Shape size={14} aria-hidden />}
							{word} <strong>{rows}</strong>
						</button>
					);
				})}
			{batch.codes.length > 0 && (
				<select
					aria-label={t("rows.reasonFilter")}
					value={filter.code}
					onChange={(event) => onChange({ ...filter, code: event.currentTarget.value })}
				>
					<option value="">{t("rows.anyReason")}</option>
					{batch.codes.map(({ code, rows }) => (
						<option key={code} value={code}>
							{t("rows.reasonOption", { words: problemWords({ code, details: nobody }), rows })}
						</option>
					))}
				</select>
			)}
		</fieldset>
	);
}
