import { Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { AuditLine } from "../../../core/api/index.ts";
import { When } from "../../components/when.tsx";
import { useWords } from "../../words.ts";
import { actionWords } from "./action-words.ts";
import { useDetailWords } from "./detail-words.ts";

export function AuditTable({ lines }: { lines: AuditLine[] }) {
	const t = useWords("audit");
	const detailWords = useDetailWords();
	return (
		<Table.ScrollContainer minWidth={560}>
			<Table fz={13} verticalSpacing={6}>
				<Table.Thead>
					<Table.Tr>
						<Table.Th>{t("column.when")}</Table.Th>
						<Table.Th>{t("column.who")}</Table.Th>
						<Table.Th>{t("column.what")}</Table.Th>
						<Table.Th>{t("column.details")}</Table.Th>
					</Table.Tr>
				</Table.Thead>
				<Table.Tbody>
					{lines.map((line) => (
						<Table.Tr key={line.seq}>
							<Table.Td>
								<When at={line.at} quiet />
							</Table.Td>
							<Table.Td>{line.staff === null ? t("byItself") : <bdi>{line.staff}</bdi>}</Table.Td>
							<Table.Td>
								{line.subject?.kind === "case" && line.action !== "case.deleted" ? (
									<Link to="/contacts/$id" params={{ id: line.subject.id }}>
										{actionWords(t, line.action)}
									</Link>
								) : (
									actionWords(t, line.action)
								)}
							</Table.Td>
							<Table.Td style={{ overflowWrap: "anywhere" }}>{detailWords(line)}</Table.Td>
						</Table.Tr>
					))}
				</Table.Tbody>
			</Table>
		</Table.ScrollContainer>
	);
}
