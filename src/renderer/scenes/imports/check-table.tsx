import { Button, Text } from "@mantine/core";
import { type Ref, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { ImportBatch, ImportRow } from "../../../core/api/index.ts";
import { RowTable, type RowTableHandle } from "../../components/row-table.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useCatchFocus } from "../../components/use-catch-focus.ts";
import { useWords } from "../../words.ts";
import { DecideAll } from "./decide-all.tsx";
import classes from "./imports.module.css";
import { Others, reasonsOf } from "./reason-words.tsx";
import { rowColumns, titleOf } from "./row-columns.tsx";
import { RowFilters } from "./row-filters.tsx";
import { type RowFilter, useImportRows } from "./use-import-rows.ts";
import { isOpen, useRowWork } from "./use-row-work.ts";

export interface CheckTableHandle {
	/** Saves what was typed and left without Enter; false: it could not be saved, or its row needs somebody still. */
	saveTyped(): Promise<boolean>;
}

/** Every row with its verdict. What is wrong is put right where it stands: Enter opens a row, Enter again saves it and goes on to the next. */
export function CheckTable({ batch, ref }: { batch: ImportBatch; ref: Ref<CheckTableHandle> }) {
	const t = useWords("imports");
	const [filter, setFilter] = useState<RowFilter>(() => ({ verdict: firstVerdict(batch), code: "" }));
	const table = useRef<RowTableHandle>(null);
	const rows = useImportRows(batch, filter);
	const work = useRowWork(batch, rows, (row) => table.current?.focusRow(idOf(row)));
	const { saveTyped } = work;
	useImperativeHandle(ref, () => ({ saveTyped }), [saveTyped]);
	const choose = (to: RowFilter) => {
		void saveTyped();
		setFilter(to);
	};
	const columns = useMemo(() => rowColumns(t, batch, work), [t, batch, work]);
	const isEmpty = rows.rows?.length === 0;
	const hasOpen = work.mayDecide && batch.undecided > 0;
	const part = useCatchFocus<HTMLElement>(hasOpen);
	const [said, setSaid] = useState("");
	return (
		<section ref={part} tabIndex={-1} aria-label={t("rows.label")} className={classes.check}>
			<RowFilters batch={batch} filter={filter} onChange={choose} />
			{hasOpen && (
				<DecideAll
					batch={batch}
					filter={filter}
					onDone={(words) => {
						rows.refetch();
						setSaid(words);
					}}
				/>
			)}
			<Trouble problem={rows.problem ?? work.problem} />
			<div role="status" className="seen-by-readers">
				{work.said}
			</div>
			<div role="status" className="seen-by-readers">
				{said}
			</div>
			{isEmpty && (
				<div className={classes.acts}>
					<Text>{t("rows.none")}</Text>
					<Button variant="default" size="compact-sm" onClick={() => choose({ verdict: "", code: "" })}>
						{t("rows.showAll")}
					</Button>
				</div>
			)}
			{rows.rows && !isEmpty && (
				<RowTable
					ref={table}
					label={t("rows.label")}
					columns={columns}
					rows={rows.rows}
					rowId={idOf}
					activeId={work.open === null ? null : String(work.open)}
					more={rows.more}
					busy={rows.busy}
					onNearEnd={rows.askMore}
					onOpen={work.openRow}
				/>
			)}
			{work.mayDecide && rows.rows?.some(isOpen) && (
				<OpenRow row={rows.rows?.find(({ row }) => row === work.open)} batch={batch} />
			)}
		</section>
	);
}

/** What is said of the open row, whole: in the table there is room for two lines. */
function OpenRow({ row, batch }: { row: ImportRow | undefined; batch: ImportBatch }) {
	const t = useWords("imports");
	const words = row ? reasonsOf(row, (column) => titleOf(batch, column, t), t) : "";
	return (
		<Text size="sm" c={words ? undefined : "dimmed"}>
			{row && words ? (
				<>
					{t("rows.now", { row: row.row, verdict: words })} <Others row={row} isOpen />
				</>
			) : (
				t("rows.keys")
			)}
		</Text>
	);
}

const idOf = ({ row }: ImportRow) => String(row);

/** Before it is confirmed one looks at what needs somebody first. */
function firstVerdict({ state, verdicts, undecided }: ImportBatch): RowFilter["verdict"] {
	if (state !== "checked") return "";
	if (verdicts.refused > 0) return "refused";
	return undecided > 0 ? "decide" : "";
}
