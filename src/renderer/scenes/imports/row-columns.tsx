import type { ImportBatch, ImportRow } from "../../../core/api/index.ts";
import { unturned } from "../../components/isolated.ts";
import type { Column } from "../../components/row-table.tsx";
import { UserText } from "../../components/user-text.tsx";
import type { useWords } from "../../words.ts";
import { CellField } from "./cell-field.tsx";
import { DecideRow } from "./decide-row.tsx";
import classes from "./imports.module.css";
import { ReasonWords } from "./reason-words.tsx";
import { isOpen, type RowWork } from "./use-row-work.ts";
import { VerdictChip } from "./verdict-chip.tsx";

/** Row of the sheet, verdict, why and what to do; then the cells that are imported, those of the open row to be typed into. */
export function rowColumns(
	t: ReturnType<typeof useWords<"imports">>,
	batch: ImportBatch,
	work: RowWork,
): Column<ImportRow>[] {
	const titled = (column: number) => titleOf(batch, column, t);
	const cells = batch.header.flatMap((_, column) => (batch.mapped[column] ? [column] : []));
	return [
		{ key: "row", title: t("rows.row"), width: "68px", render: ({ row }) => row },
		{ key: "verdict", title: t("rows.verdict"), width: "172px", render: (row) => <VerdictChip row={row} /> },
		...(batch.verdicts.decide > 0 && work.mayDecide
			? [
					{
						key: "decide",
						title: t("rows.decide"),
						width: "170px",
						render: (row: ImportRow) =>
							row.verdict === "decide" && isOpen(row) ? (
								<DecideRow row={row} isOpen={work.open === row.row} decide={work.decide} leave={work.leave} />
							) : null,
					},
				]
			: []),
		...(batch.state === "checked" || batch.codes.length > 0 || batch.written.failed > 0
			? [
					{
						key: "why",
						title: t("rows.why"),
						width: "380px",
						render: (row: ImportRow) => <ReasonWords row={row} titleOf={titled} isOpen={work.open === row.row} />,
					},
				]
			: []),
		...cells.map((column) => ({
			key: `c${column}`,
			title: titled(column),
			width: "150px",
			render: (row: ImportRow) =>
				work.open === row.row ? (
					<CellField
						row={row}
						column={column}
						title={titled(column)}
						isFirst={focusColumn(row, work) === column}
						work={work}
					/>
				) : (
					<Cell row={row} column={column} onPress={work.press} />
				),
		})),
	];

	/** Where the focus goes when a row opens: the cell that was pressed on, else the first that is wrong. None where there is a decision to take. */
	function focusColumn(row: ImportRow, { pressed }: RowWork): number | null {
		const wanted = pressed();
		if (wanted !== null && cells.includes(wanted)) return wanted;
		if (row.verdict === "decide" && row.decision === null) return null;
		const wrong = row.problems.find(
			({ column, warning, note }) => column !== null && !warning && !note && cells.includes(column),
		);
		const any = row.problems.find(({ column }) => column !== null && cells.includes(column));
		return wrong?.column ?? any?.column ?? cells[0] ?? null;
	}
}

export function titleOf({ header }: ImportBatch, column: number, t: ReturnType<typeof useWords<"imports">>): string {
	return header[column] || t("columns.unnamed", { number: column + 1 });
}

function Cell({ row, column, onPress }: { row: ImportRow; column: number; onPress(column: number): void }) {
	const problem = row.problems.find((one) => one.column === column);
	return (
		// The press goes on to the row, which opens.
		<span
			className={classes.cell}
			data-wrong={problem ? (problem.warning || problem.note ? "look" : "bad") : undefined}
			onPointerDown={() => onPress(column)}
		>
			<UserText text={unturned(row.cells[column] ?? "")} clip />
		</span>
	);
}
