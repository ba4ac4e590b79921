import { Text } from "@mantine/core";
import type { SheetLook } from "../../../core/api/index.ts";
import { unturned } from "../../components/isolated.ts";
import { UserText } from "../../components/user-text.tsx";
import { useWords } from "../../words.ts";
import classes from "./imports.module.css";

const shownRows = 6;

/** The first rows as the importer sees them. */
export function SheetPreview({ look, rows, isOld }: { look: SheetLook; rows: number | null; isOld: boolean }) {
	const t = useWords("imports");
	return (
		<>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
			<section className={classes.preview} tabIndex={0} aria-label={t("file.preview")} aria-busy={isOld}>
				<table>
					<thead>
						<tr>
							<th scope="col">{t("rows.row")}</th>
							{look.columns.map(({ column, header }) => (
								<th key={column} scope="col">
									<UserText text={header || t("columns.unnamed", { number: column + 1 })} clip />
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{look.rows.slice(0, shownRows).map(({ row, cells }) => (
							<tr key={row}>
								<th scope="row">{row}</th>
								{look.columns.map(({ column }) => (
									<td key={column}>
										<UserText text={unturned(cells[column] ?? "")} clip />
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</section>
			<Text size="sm" c="dimmed">
				{rows === null
					? t("file.manyRows")
					: t("file.shown", { shown: Math.min(shownRows, look.rows.length), count: rows })}
			</Text>
		</>
	);
}
