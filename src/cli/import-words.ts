import type { ImportBatch, OutputOf, SheetLook, Verdict } from "../core/api/index.ts";
import type { Cli, Office } from "./command.ts";
import type { Outcome } from "./outcome.ts";
import type { Words } from "./words.ts";

type RowPage = OutputOf<"imports.rows">;

/** A problem as scripts read it; `row` null: the whole file. */
export interface FoundProblem {
	row: number | null;
	column: string | null;
	code: string;
	value: string | null;
	warning?: true;
	/** Nothing to decide: it is taken as it stands. */
	note?: true;
	/** The other row of the sheet, the id of the other case; of a file that was imported before, that import. */
	other?: string;
	longest?: number;
}

/** Counts of an import: every row is in one of the five. A row that was only checked counts as what it would become. */
export function importResult(batch: ImportBatch) {
	const { verdicts, written, rows, id } = batch;
	const wasApplied = batch.state !== "checked";
	const counted = wasApplied
		? { new: written.new, updated: written.updated }
		: { new: verdicts.new, updated: verdicts.update };
	const refused = verdicts.refused + written.failed;
	const skipped = rows - counted.new - counted.updated - verdicts.same - refused;
	return { batch: id, rows, ...counted, same: verdicts.same, skipped, refused };
}

/** Everything that is said of rows that are refused or need a look, in the sheet's order. */
export async function problemsOf(office: Office, batch: ImportBatch): Promise<Outcome<FoundProblem[]>> {
	const found: FoundProblem[] = batch.already.length > 0 ? [ofFile(batch)] : [];
	const verdicts: Verdict[] = ["refused", "decide"];
	for (const verdict of verdicts) {
		let after: number | null = 0;
		while (after !== null) {
			const page: Outcome<RowPage> = await office.call("imports.rows", {
				batch: batch.id,
				verdict,
				after,
				limit: 1000,
			});
			if (!page.ok) return page;
			for (const { row, problems } of page.value.rows)
				for (const { column, code, value, warning, note, other, longest } of problems)
					found.push({
						row,
						column: column === null ? null : batch.header[column] || `#${column + 1}`,
						code,
						value: column === null ? null : value,
						...(warning ? { warning: true as const } : {}),
						...(note ? { note: true as const } : {}),
						...(other === undefined ? {} : { other }),
						...(longest === undefined ? {} : { longest }),
					});
			after = page.value.next;
		}
	}
	return { ok: true, value: found.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)) };
}

/** Whom the undo of an import left as they are and why, each once, in the sheet's order. */
export async function keptOf(office: Office, batch: string): Promise<Outcome<{ id: string; why: string }[]>> {
	const kept = new Map<string, { id: string; why: string }>();
	let after: number | null = 0;
	while (after !== null) {
		const page: Outcome<RowPage> = await office.call("imports.rows", { batch, kept: true, after, limit: 1000 });
		if (!page.ok) return page;
		for (const { target, undone } of page.value.rows) {
			const one = { id: target ?? "", why: undone ?? "" };
			kept.set(`${one.id} ${one.why}`, one);
		}
		after = page.value.next;
	}
	return { ok: true, value: [...kept.values()] };
}

export function problemLine({ row, column, code, value, other, longest }: FoundProblem, words: Words): string {
	const why = words.problem({ code, details: { name: value ?? "", username: value ?? "", longest: longest ?? "" } });
	const where = row === null ? "see-import" : /^\d+$/.test(other ?? "") ? "see-row" : "see-case";
	const see = other && words.say(`importing.${where}`, { other });
	const what = see ? `${why} ${see}` : why;
	if (row === null) return words.say("importing.file", { what });
	return column === null
		? words.say("importing.row", { row, what })
		: words.say("importing.cell", { row, column, what, value: value ?? "" });
}

/** Of a text file that does not say how its letters are written: what is taken, and how to say otherwise. */
export function sayEncoding({ encoding, encodingSure }: Pick<SheetLook, "encoding" | "encodingSure">, cli: Cli): void {
	if (encoding !== null && !encodingSure) cli.print.beside(cli.words.say("importing.encoding", { encoding }));
}

/** Of a workbook: the sheets that hold something and are not read. */
export function sayOtherSheets({ sheet, sheets }: Pick<SheetLook, "sheet" | "sheets">, cli: Cli): void {
	const others = sheets.filter(({ name, hidden, rows }) => name !== sheet && !hidden && rows !== 0);
	if (others.length === 0) return;
	const named = others.map(({ name, rows }) => `${name} (${rows ?? "…"})`).join(", ");
	cli.print.beside(cli.words.say("importing.other-sheets", { sheet, others: named }));
}

function ofFile(batch: ImportBatch): FoundProblem {
	const [last] = batch.already;
	const named = last ? { other: last.batch } : {};
	return { row: null, column: null, code: "file-already-imported", value: batch.fileName, warning: true, ...named };
}
