import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import type { ImportRow } from "../../../core/api/index.ts";
import { unturned } from "../../components/isolated.ts";
import classes from "./imports.module.css";
import type { RowWork } from "./use-row-work.ts";

/** One cell of the open row. Enter saves the row, Escape leaves it as it was; what is typed meanwhile begins the next one. */
export function CellField(props: { row: ImportRow; column: number; title: string; isFirst: boolean; work: RowWork }) {
	const { row, column, work } = props;
	const field = useRef<HTMLInputElement>(null);
	const kept = work.typed(row.row, column);
	const isFirst = useRef(props.isFirst);
	const wasTyped = useRef(kept !== undefined);
	const begin = useRef(() => {});
	begin.current = () => {
		const input = field.current;
		if (!input || !isFirst.current) return;
		input.focus();
		const ahead = work.typedAhead();
		if (ahead !== "") {
			input.value = ahead;
			work.type(row.row, column, ahead);
			return;
		}
		// Over what was typed already nobody wants to type again.
		if (!wasTyped.current) input.select();
	};
	// Before the next key, which would go nowhere.
	useLayoutEffect(() => begin.current(), []);
	const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
		// Arrows, Home and End belong to the text here.
		event.stopPropagation();
		if (event.nativeEvent.isComposing) return;
		if (event.key === "Enter") {
			event.preventDefault();
			const input = event.currentTarget;
			if (input.readOnly) return;
			// Whoever types on at once means the next row: here it would be added to what is being saved.
			input.readOnly = true;
			void work.save(row).then((isSaved) => {
				input.readOnly = isSaved;
			});
		} else if (event.currentTarget.readOnly) {
			if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) work.typeAhead(event.key);
		} else if (event.key === "Escape") {
			event.preventDefault();
			work.leave(row);
		}
	};
	return (
		<input
			ref={field}
			className={classes.field}
			aria-label={props.title}
			aria-invalid={row.problems.some((one) => one.column === column && !one.warning && !one.note)}
			defaultValue={kept ?? unturned(row.cells[column] ?? "")}
			dir="auto"
			autoComplete="off"
			spellCheck={false}
			onChange={(event) => work.type(row.row, column, event.currentTarget.value)}
			onClick={(event) => event.stopPropagation()}
			onKeyDown={onKeyDown}
		/>
	);
}
