import { type KeyboardEvent, useEffect, useRef } from "react";
import type { ImportRow } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";
import classes from "./imports.module.css";
import type { RowWork } from "./use-row-work.ts";

/** Takes or leaves out one row. By keyboard: Enter on the row leads here. */
export function DecideRow(props: {
	row: ImportRow;
	isOpen: boolean;
	decide: RowWork["decide"];
	leave: RowWork["leave"];
}) {
	const t = useWords("imports");
	const { row, isOpen } = props;
	const take = useRef<HTMLButtonElement>(null);
	const isAsked = isOpen && row.decision === null;
	useEffect(() => {
		const inRow = take.current?.closest("tr")?.querySelector("input:focus");
		if (isAsked && !inRow) take.current?.focus();
	}, [isAsked]);
	const onKeyDown = (event: KeyboardEvent) => {
		// Enter on a button is no wish to open the row.
		event.stopPropagation();
		if (event.key === "Escape") props.leave(row);
	};
	return (
		<span className={classes.decide}>
			{(["take", "skip"] as const).map((as) => (
				<button
					key={as}
					ref={as === "take" ? take : undefined}
					type="button"
					tabIndex={isOpen ? 0 : -1}
					aria-pressed={row.decision === as}
					aria-label={t(`rows.${as}Row`, { row: row.row })}
					onKeyDown={onKeyDown}
					onClick={(event) => {
						event.stopPropagation();
						props.decide(row, as);
					}}
				>
					{t(`rows.${as}`)}
				</button>
			))}
		</span>
	);
}
