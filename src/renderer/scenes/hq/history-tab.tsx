import { Table, Text } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { useLocale, useWords } from "../../words.ts";
import classes from "./hq.module.css";
import { MoreRows } from "./more-rows.tsx";
import { troubleWords } from "./trouble-words.ts";

const most = 200;

/** Each try: when, what went and came, and why it ended where it did not come through. */
export function HistoryTab() {
	const t = useWords("hq");
	const [limit, setLimit] = useState(25);
	const list = useAsk("hq.history", { limit }, { keepPrevious: true });
	const rows = list.data?.rows ?? [];
	const size = new Intl.NumberFormat(useLocale(), { style: "unit", unit: "kilobyte", maximumFractionDigits: 1 });
	return (
		<>
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data && rows.length === 0 && <Text>{t("history.none")}</Text>}
			{rows.length > 0 && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
				<section className={classes.scroll} tabIndex={0} aria-label={t("tab.history")}>
					<Table fz={13} aria-label={t("tab.history")}>
						<Table.Thead>
							<Table.Tr>
								<Table.Th>{t("history.at")}</Table.Th>
								<Table.Th>{t("history.pushed")}</Table.Th>
								<Table.Th>{t("history.pulled")}</Table.Th>
								<Table.Th>{t("history.parked")}</Table.Th>
								<Table.Th>{t("history.conflicts")}</Table.Th>
								<Table.Th>{t("history.bytes")}</Table.Th>
								<Table.Th>{t("history.outcome")}</Table.Th>
							</Table.Tr>
						</Table.Thead>
						<Table.Tbody>
							{rows.map((row) => (
								<Table.Tr key={row.id}>
									<Table.Td>
										<When at={row.startedAt} quiet />
									</Table.Td>
									<Table.Td>{row.pushed}</Table.Td>
									<Table.Td>{row.pulled}</Table.Td>
									<Table.Td>{row.parked}</Table.Td>
									<Table.Td>{row.conflicts}</Table.Td>
									<Table.Td>
										<data value={row.bytes}>{size.format(row.bytes / 1000)}</data>
									</Table.Td>
									<Table.Td>
										{row.problem ? troubleWords(row.problem) : t(row.endedAt ? "history.done" : "history.broken")}
										{row.unread > 0 && <Text size="xs">{t("history.unread", { number: row.unread })}</Text>}
									</Table.Td>
								</Table.Tr>
							))}
						</Table.Tbody>
					</Table>
				</section>
			)}
			<MoreRows
				isMore={list.data?.more}
				limit={limit}
				most={most}
				busy={list.fetching}
				words={t("history.first", { shown: rows.length })}
				onMore={() => setLimit(Math.min(limit * 2, most))}
			/>
		</>
	);
}
