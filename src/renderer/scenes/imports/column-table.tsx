import { Table } from "@mantine/core";
import { UserText } from "../../components/user-text.tsx";
import { useWords } from "../../words.ts";
import { ColumnTarget } from "./column-target.tsx";
import type { ImportDraft, Target } from "./import-draft.ts";
import type { MappedColumn } from "./import-plan.ts";
import classes from "./imports.module.css";

/** The columns of the sheet one under the other: header, some of their values, what they become. */
export function ColumnTable(props: {
	columns: MappedColumn[];
	draft: ImportDraft;
	/** How the column that identifies does it, in words. */
	match: string;
	known: readonly string[];
	change(some: Partial<ImportDraft>): void;
}) {
	const t = useWords("imports");
	const { columns, draft } = props;
	const set = (column: number, target: Target) =>
		props.change({ targets: { ...draft.targets, [String(column)]: target } });
	return (
		<Table fz={13} aria-label={t("columns.title")} className={classes.columns}>
			<Table.Thead>
				<Table.Tr>
					<Table.Th w="26%">{t("columns.header")}</Table.Th>
					<Table.Th w="18%">{t("columns.samples")}</Table.Th>
					<Table.Th>{t("columns.becomes")}</Table.Th>
				</Table.Tr>
			</Table.Thead>
			<Table.Tbody>
				{columns.map((column, index) => (
					<Table.Tr key={column.column} data-left={column.to === "" && !column.identifies}>
						<Table.Th scope="row">
							<UserText text={column.header || t("columns.unnamed", { number: column.column + 1 })} />
						</Table.Th>
						<Table.Td>
							{column.samples.length === 0 ? (
								<span className={classes.quiet}>{t("columns.empty")}</span>
							) : (
								column.samples.map((sample, at) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: samples may be the same
									<div key={at}>
										<UserText text={sample} clip />
									</div>
								))
							)}
						</Table.Td>
						<Table.Td data-field={`column-${index}`}>
							{column.identifies ? (
								props.match
							) : (
								<ColumnTarget
									column={column}
									kind={draft.kind}
									known={props.known}
									onChange={(target) => set(column.column, target)}
								/>
							)}
						</Table.Td>
					</Table.Tr>
				))}
			</Table.Tbody>
		</Table>
	);
}
