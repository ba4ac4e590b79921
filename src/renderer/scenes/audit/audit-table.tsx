import { Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { AuditLine } from "../../../core/api/index.ts";
import { When } from "../../components/when.tsx";
import { useWords } from "../../words.ts";
import { actionWords } from "./action-words.ts";

export function AuditTable({ lines }: { lines: AuditLine[] }) {
	const t = useWords("audit");
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
								{line.subject?.kind === "case" ? (
									<Link to="/contacts/$id" params={{ id: line.subject.id }}>
										{actionWords(t, line.action)}
									</Link>
								) : (
									actionWords(t, line.action)
								)}
							</Table.Td>
							<Table.Td>
								<Details line={line} />
							</Table.Td>
						</Table.Tr>
					))}
				</Table.Tbody>
			</Table>
		</Table.ScrollContainer>
	);
}

function Details({ line }: { line: AuditLine }) {
	return (
		<bdi style={{ overflowWrap: "anywhere" }}>
			{Object.entries(line.details)
				.map(([name, value]) => `${name}: ${String(value)}`)
				.join(" · ")}
		</bdi>
	);
}
