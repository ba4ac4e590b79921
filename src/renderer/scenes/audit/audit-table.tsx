import { Table } from "@mantine/core";
import type { AuditLine } from "../../../core/api/index.ts";
import { When } from "../../components/when.tsx";
import { useWords } from "../../words.ts";
import { actionWords } from "./action-words.ts";
import { AuditSubject } from "./audit-subject.tsx";
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
								<AuditSubject line={line}>{actionWords(t, line.action)}</AuditSubject>
							</Table.Td>
							<Table.Td style={{ overflowWrap: "anywhere" }}>{detailWords(line)}</Table.Td>
						</Table.Tr>
					))}
				</Table.Tbody>
			</Table>
		</Table.ScrollContainer>
	);
}
