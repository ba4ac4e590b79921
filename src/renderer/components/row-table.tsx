import { useVirtualizer } from "@tanstack/react-virtual";
import {
	type KeyboardEvent,
	memo,
	type ReactNode,
	type Ref,
	useCallback,
	useEffect,
	useImperativeHandle,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { Breakable } from "./breakable.tsx";
import { destination } from "./row-keys.ts";
import classes from "./row-table.module.css";

export interface Column<Row> {
	key: string;
	title: string;
	/** CSS width; the first column takes what is left. */
	width?: string;
	/** What it draws always has room, or cuts itself. */
	fits?: true;
	render(row: Row): ReactNode;
}

export interface RowTableHandle {
	focusFirst(): void;
	/** Puts the focus on the row of this id, where it is among the rows. */
	focusRow(id: string): void;
}

const rowHeight = 36;
const headHeight = 49;

/**
 * A table of any length: only the rows in sight are in the page. One row is in the tab order; arrow keys, Home, End and Page keys move it,
 * Enter opens. `more`: there are rows that have not been asked for yet, `onNearEnd` asks for them. A row is drawn anew only where it, the
 * columns or `onOpen` became others: where the list is searched at every key, keep those from one drawing to the next. Places are drawn, not
 * rows, so that a new answer changes words and moves nothing; a row that has the focus keeps it where it goes.
 */
export function RowTable<Row>(props: {
	label: string;
	columns: Column<Row>[];
	rows: Row[];
	rowId(row: Row): string;
	activeId?: string | null;
	more: boolean;
	busy?: boolean;
	onNearEnd(): void;
	onOpen(row: Row): void;
	ref?: Ref<RowTableHandle>;
}) {
	const { rows, rowId, more, onNearEnd } = props;
	const frame = useRef<HTMLDivElement>(null);
	const [current, setCurrent] = useState(0);
	const focusWanted = useRef(false);
	const focused = useRef<string | null>(null);
	const virtual = useVirtualizer({
		count: rows.length,
		getScrollElement: () => frame.current,
		estimateSize: () => rowHeight,
		overscan: 3,
		scrollPaddingStart: headHeight,
	});
	const items = virtual.getVirtualItems();
	const first = items[0];
	const last = items.at(-1);
	const isInSight = first !== undefined && last !== undefined && current >= first.index && current <= last.index;
	const tabStop = isInSight ? current : (first?.index ?? 0);

	useEffect(() => {
		if (more && last && last.index >= rows.length - 10) onNearEnd();
	}, [more, last, rows.length, onNearEnd]);
	useEffect(() => {
		if (!focusWanted.current) return;
		const row = frame.current?.querySelector<HTMLElement>(`[data-index="${current}"]`);
		if (!row) return;
		focusWanted.current = false;
		row.focus({ preventScroll: true });
	});

	const goTo = (index: number) => {
		const next = Math.max(0, Math.min(rows.length - 1, index));
		setCurrent(next);
		virtual.scrollToIndex(next);
		const there = frame.current?.querySelector<HTMLElement>(`[data-index="${next}"]`);
		if (there) there.focus({ preventScroll: true });
		else focusWanted.current = true;
	};
	useLayoutEffect(() => {
		const now = focused.current === null ? -1 : rows.findIndex((row) => rowId(row) === focused.current);
		const there = frame.current?.querySelector<HTMLElement>(`[data-index="${now}"]`);
		// A field inside the row keeps the focus that it has.
		if (now < 0 || there?.contains(document.activeElement)) return;
		setCurrent(now);
		if (there) there.focus({ preventScroll: true });
		else focusWanted.current = true;
	}, [rows, rowId]);
	useImperativeHandle(props.ref, () => ({
		focusFirst: () => rows.length > 0 && goTo(0),
		focusRow(id) {
			const index = rows.findIndex((row) => rowId(row) === id);
			if (index >= 0) goTo(index);
		},
	}));

	const onFocus = useCallback(
		(row: Row, index: number) => {
			focused.current = rowId(row);
			setCurrent(index);
		},
		[rowId],
	);
	const onKeyDown = (event: KeyboardEvent) => {
		const from = Number((event.target as HTMLElement).dataset.index ?? tabStop);
		const to = destination(event.key, from, rows.length);
		const row = rows[from];
		if (to !== null) {
			event.preventDefault();
			goTo(to);
		} else if (event.key === "Enter" && row !== undefined) {
			event.preventDefault();
			props.onOpen(row);
		}
	};
	return (
		<div ref={frame} className={classes.frame}>
			<table
				className={classes.table}
				// biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows take the focus, which makes it a grid
				role="grid"
				aria-label={props.label}
				aria-rowcount={more ? -1 : rows.length + 1}
				aria-busy={props.busy}
				onKeyDown={onKeyDown}
				onBlur={() => {
					focused.current = null;
				}}
			>
				<colgroup>
					{props.columns.map((column) => (
						<col key={column.key} style={{ width: column.width }} />
					))}
				</colgroup>
				<thead>
					<tr aria-rowindex={1}>
						{props.columns.map((column) => (
							<th key={column.key} scope="col">
								<Breakable text={column.title} />
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					<Space height={first?.start ?? 0} span={props.columns.length} />
					{items.map((item) => {
						const row = rows[item.index];
						if (row === undefined) return null;
						const id = rowId(row);
						return (
							<TableRow
								key={item.index}
								row={row}
								index={item.index}
								columns={props.columns}
								isTabStop={item.index === tabStop}
								isActive={props.activeId === undefined ? undefined : props.activeId === id}
								onFocus={onFocus}
								onOpen={props.onOpen}
							/>
						);
					})}
					<Space height={last ? virtual.getTotalSize() - last.end : 0} span={props.columns.length} />
				</tbody>
			</table>
		</div>
	);
}

interface TableRowProps<Row> {
	row: Row;
	index: number;
	columns: Column<Row>[];
	isTabStop: boolean;
	/** Undefined in a table where no row stays open. */
	isActive: boolean | undefined;
	onFocus(row: Row, index: number): void;
	onOpen(row: Row): void;
}

const TableRow = memo(function TableRow<Row>({ row, index, columns, ...props }: TableRowProps<Row>) {
	return (
		<tr
			className={classes.row}
			data-index={index}
			data-active={props.isActive ?? false}
			aria-rowindex={index + 2}
			aria-selected={props.isActive}
			tabIndex={props.isTabStop ? 0 : -1}
			onFocus={() => props.onFocus(row, index)}
			onClick={() => props.onOpen(row)}
		>
			{columns.map((column) => (
				<td key={column.key} data-fits={column.fits}>
					{column.render(row)}
				</td>
			))}
		</tr>
	);
}) as <Row>(props: TableRowProps<Row>) => ReactNode;

function Space({ height, span }: { height: number; span: number }) {
	if (height <= 0) return null;
	return (
		<tr aria-hidden className={classes.space}>
			<td colSpan={span} style={{ height }} />
		</tr>
	);
}
