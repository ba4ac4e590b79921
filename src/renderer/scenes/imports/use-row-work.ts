import { useCallback, useMemo, useRef, useState } from "react";
import type { CorrectedRow, ImportBatch, ImportRow, Problem } from "../../../core/api/index.ts";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { type useImportRows, withChanged } from "./use-import-rows.ts";

export interface RowWork {
	/** The row whose cells are open; null: none. */
	open: number | null;
	mayDecide: boolean;
	problem: Problem | null;
	/** What became of the last row, for those who hear the screen. */
	said: string;
	openRow(row: ImportRow): void;
	/** The column that was pressed on: its cell gets the focus. */
	press(column: number): void;
	pressed(): number | null;
	/** What was typed into a cell and is not saved yet. */
	typed(row: number, column: number): string | undefined;
	type(row: number, column: number, value: string): void;
	/** Resolves when it is known whether it is saved; false: the row stays open. */
	save(row: ImportRow): Promise<boolean>;
	/** Saves what was typed and left without Enter; false: it could not be saved, or a row needs somebody still. */
	saveTyped(): Promise<boolean>;
	/** Keeps a key for the next row, while the one before is being saved. */
	typeAhead(key: string): void;
	/** What was kept so, once. */
	typedAhead(): string;
	leave(row: ImportRow): void;
	decide(row: ImportRow, as: "take" | "skip"): void;
}

/** Correcting cells of a row and deciding about it, one row after the other. */
export function useRowWork(
	batch: ImportBatch,
	{ rows, replace, refetch }: Pick<ReturnType<typeof useImportRows>, "rows" | "replace" | "refetch">,
	focusRow: (row: ImportRow) => void,
): RowWork {
	const t = useWords("imports");
	const fix = useDo("imports.fix").run;
	const choose = useDo("imports.decide").run;
	const [open, setOpen] = useState<number | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [said, setSaid] = useState("");
	const pressed = useRef<number | null>(null);
	// Beside the fields: a row that is scrolled out of sight is not in the page.
	const typed = useRef(new Map<string, string>());
	const ahead = useRef("");
	const shown = useRef({ rows, focusRow });
	shown.current = { rows, focusRow };
	const mayDecide = batch.state === "checked" || batch.state === "stopped" || batch.state === "done";
	const batchId = batch.id;

	const forget = useCallback((row: number) => {
		for (const key of [...typed.current.keys()]) if (key.startsWith(`${row} `)) typed.current.delete(key);
	}, []);
	const goOn = useCallback((from: ImportRow) => {
		pressed.current = null;
		const next = shown.current.rows?.find((row) => row.row > from.row && needsSomebody(row));
		setOpen(next?.row ?? null);
		if (!next) shown.current.focusRow(from);
	}, []);
	const show = useCallback(
		(row: ImportRow, others: readonly ImportRow[] = []) => {
			const changed = [row, ...others];
			replace(changed);
			// Which row is next is asked before they are drawn.
			if (shown.current.rows) shown.current.rows = withChanged(shown.current.rows, changed);
			const words = { row: row.row, verdict: t(`verdict.${row.verdict}`) };
			const anew = others.filter(needsSomebody).length;
			setSaid(anew > 0 ? t("rows.nowAndOthers", { ...words, count: anew }) : t("rows.now", words));
		},
		[replace, t],
	);
	const put = useCallback(
		async (row: ImportRow): Promise<CorrectedRow | null> => {
			const cells = [...typed.current]
				.filter(([key]) => key.startsWith(`${row.row} `))
				.map(([key, value]) => ({ column: Number(key.split(" ")[1]), value }))
				.filter(({ column, value }) => value !== (row.cells[column] ?? ""));
			if (cells.length === 0) return { row, others: [] };
			const answer = await fix({ batch: batchId, row: row.row, cells });
			setProblem(answer.ok ? null : answer.problem);
			if (!answer.ok) return null;
			forget(row.row);
			show(answer.value.row, answer.value.others);
			return answer.value;
		},
		[batchId, fix, forget, show],
	);
	const save = useCallback(
		async (row: ImportRow) => {
			ahead.current = "";
			const now = await put(row);
			if (now === null || (now.row !== row && now.row.verdict === "refused")) return false;
			goOn(row);
			return true;
		},
		[goOn, put],
	);
	const saveTyped = useCallback(async () => {
		const rows = new Set([...typed.current.keys()].map((key) => Number(key.split(" ")[0])));
		for (const row of shown.current.rows?.filter((one) => rows.has(one.row)) ?? []) {
			const now = await put(row);
			if (now === null || (now.row !== row && [now.row, ...now.others].some(needsSomebody))) return false;
		}
		return true;
	}, [put]);
	const decide = useCallback(
		async (row: ImportRow, as: "take" | "skip") => {
			const now = (await put(row))?.row;
			if (!now) return;
			// What was typed into it may have answered the question, or asked another.
			if (now.verdict !== "decide") {
				if (now.verdict !== "refused") goOn(now);
				return;
			}
			const answer = await choose({ batch: batchId, rows: [row.row], as });
			setProblem(answer.ok ? null : answer.problem);
			if (!answer.ok) {
				// Somebody else corrected or wrote it meanwhile.
				if (answer.problem.code === "row-not-to-decide") refetch();
				return;
			}
			show({ ...now, decision: as });
			setSaid(t("rows.now", { row: row.row, verdict: t(`decision.${as}`) }));
			goOn(row);
		},
		[batchId, choose, goOn, put, refetch, show, t],
	);
	const openRow = useCallback(
		(row: ImportRow) => {
			if (!mayDecide || !isOpen(row)) return;
			// Whoever presses on another row is done with the one before.
			void saveTyped();
			setOpen(row.row);
		},
		[mayDecide, saveTyped],
	);
	return useMemo(
		() => ({
			open,
			mayDecide,
			problem,
			said,
			openRow,
			press: (column) => {
				pressed.current = column;
			},
			pressed: () => pressed.current,
			typed: (row, column) => typed.current.get(`${row} ${column}`),
			type: (row, column, value) => {
				typed.current.set(`${row} ${column}`, value);
			},
			save,
			saveTyped,
			typeAhead: (key) => {
				ahead.current += key;
			},
			typedAhead: () => {
				const keys = ahead.current;
				ahead.current = "";
				return keys;
			},
			leave: (row) => {
				forget(row.row);
				pressed.current = null;
				setOpen(null);
				shown.current.focusRow(row);
			},
			decide: (row, as) => void decide(row, as),
		}),
		[open, mayDecide, problem, said, openRow, save, saveTyped, forget, decide],
	);
}

/** A row that was not written can still be changed. */
export function isOpen({ outcome }: ImportRow): boolean {
	return outcome === null || outcome === "failed";
}

function needsSomebody(row: ImportRow): boolean {
	return isOpen(row) && (row.verdict === "refused" || (row.verdict === "decide" && row.decision === null));
}
