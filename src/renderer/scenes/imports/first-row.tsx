import { Button, NativeSelect, Text } from "@mantine/core";
import { useRef } from "react";
import type { SheetLook } from "../../../core/api/index.ts";
import { fieldOrder } from "../../components/field-order.ts";
import { isolated } from "../../components/isolated.ts";
import { useWords } from "../../words.ts";
import type { SetupProps } from "./import-draft.ts";
import { headersBelow } from "./import-plan.ts";
import classes from "./imports.module.css";

/** Which row of the sheet the table begins with: sheets of offices have a title, a date and empty rows above it. */
export function FirstRow({ draft, look, change }: SetupProps) {
	const t = useWords("imports");
	const select = useRef<HTMLSelectElement>(null);
	const first = look.top.find(({ row }) => row >= draft.firstRow)?.row;
	if (first === undefined) return null;
	const below = draft.header ? headersBelow(look) : null;
	const begin = (firstRow: number) => change({ firstRow, targets: {}, idColumn: undefined, match: undefined });
	return (
		<>
			<NativeSelect
				ref={select}
				className={classes.firstRow}
				label={t(draft.header ? "file.headersIn" : "file.beginsIn")}
				description={draft.firstRow > 1 ? t("file.aboveLeftOut") : undefined}
				inputWrapperOrder={fieldOrder}
				value={String(first)}
				data={look.top.map((one) => ({ value: String(one.row), label: rowWord(one) }))}
				onChange={(event) => begin(Number(event.currentTarget.value))}
			/>
			{below !== null && (
				<div role="status" className={classes.acts}>
					<Text>{t("file.titleAbove", { row: first })}</Text>
					<Button
						variant="default"
						size="compact-sm"
						onClick={() => {
							begin(below);
							// The button goes with the title.
							select.current?.focus();
						}}
					>
						{t("file.beginAt", { row: below })}
					</Button>
				</div>
			)}
		</>
	);
}

/** A row as a choice: its number and what stands in it. */
function rowWord({ row, cells }: SheetLook["rows"][number]): string {
	return `${row}: ${isolated(cells.filter((cell) => cell !== null).join(" · "))}`;
}
