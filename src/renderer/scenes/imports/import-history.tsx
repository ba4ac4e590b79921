import { Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ImportBatch } from "../../../core/api/index.ts";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useWords } from "../../words.ts";
import { ImportStateChip } from "./import-state.tsx";
import classes from "./imports.module.css";

/** Every import of the project, newest first: who, when, which file, what came of it. */
export function ImportHistory({ batches }: { batches: readonly ImportBatch[] | undefined }) {
	const t = useWords("imports");
	const past = batches?.filter(({ state }) => state !== "checked");
	if (!past) return null;
	if (past.length === 0) return <Text>{t("history.none")}</Text>;
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
		<section className={classes.scroll} tabIndex={0} aria-label={t("history.title")}>
			<Table fz={13} aria-label={t("history.title")}>
				<Table.Thead>
					<Table.Tr>
						<Table.Th>{t("history.file")}</Table.Th>
						<Table.Th>{t("history.state")}</Table.Th>
						<Table.Th>{t("history.by")}</Table.Th>
						<Table.Th>{t("history.when")}</Table.Th>
						<Table.Th>{t("history.rows")}</Table.Th>
						<Table.Th>{t("history.new")}</Table.Th>
						<Table.Th>{t("history.updated")}</Table.Th>
						<Table.Th>{t("history.failed")}</Table.Th>
					</Table.Tr>
				</Table.Thead>
				<Table.Tbody>
					{past.map((batch) => (
						<Table.Tr key={batch.id}>
							<Table.Th scope="row">
								<Link to="/imports/$id" params={{ id: batch.id }}>
									<UserText text={batch.fileName} />
								</Link>
							</Table.Th>
							<Table.Td>
								<ImportStateChip state={batch.state} />
							</Table.Td>
							<Table.Td>{batch.by && <UserText text={batch.by} />}</Table.Td>
							<Table.Td>
								<When at={batch.undoneAt ?? batch.endedAt ?? batch.createdAt} quiet />
							</Table.Td>
							<Table.Td>{batch.rows}</Table.Td>
							<Table.Td>{batch.written.new}</Table.Td>
							<Table.Td>{batch.written.updated}</Table.Td>
							<Table.Td>{batch.verdicts.refused + batch.written.failed}</Table.Td>
						</Table.Tr>
					))}
				</Table.Tbody>
			</Table>
		</section>
	);
}
