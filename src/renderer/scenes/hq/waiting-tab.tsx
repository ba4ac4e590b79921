import { Table, Text } from "@mantine/core";
import { useState } from "react";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ContactLink } from "./contact-link.tsx";
import { FieldNames } from "./field-name.tsx";
import classes from "./hq.module.css";
import { MoreRows } from "./more-rows.tsx";

const step = 50;
/** As many as one question may ask for. */
const most = 500;

/** What was changed here and is not on HQ yet, the oldest first. */
export function WaitingTab({ waiting }: { waiting: number }) {
	const t = useWords("hq");
	const [limit, setLimit] = useState(step);
	const list = useAsk("hq.waiting", { limit }, { keepPrevious: true });
	const rows = list.data?.rows ?? [];
	return (
		<>
			<Trouble problem={list.problem} again={list.refetch} />
			{list.data && rows.length === 0 && <Text>{t("waiting.none")}</Text>}
			{rows.length > 0 && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
				<section className={classes.scroll} tabIndex={0} aria-label={t("tab.waiting")}>
					<Table fz={13} aria-label={t("tab.waiting")}>
						<Table.Thead>
							<Table.Tr>
								<Table.Th>{t("row.contact")}</Table.Th>
								<Table.Th>{t("row.change")}</Table.Th>
								<Table.Th>{t("row.fields")}</Table.Th>
								<Table.Th>{t("row.madeAt")}</Table.Th>
								<Table.Th>{t("row.state")}</Table.Th>
							</Table.Tr>
						</Table.Thead>
						<Table.Tbody>
							{rows.map((row) => (
								<Table.Tr key={row.id}>
									<Table.Th scope="row">
										<ContactLink contact={row.contact} />
									</Table.Th>
									<Table.Td>{t(`change.${row.change}`)}</Table.Td>
									<Table.Td>
										<FieldNames fields={row.fields} />
									</Table.Td>
									<Table.Td>
										<When at={row.madeAt} quiet />
									</Table.Td>
									<Table.Td>
										{t(`itemState.${row.state}`)}
										{row.tries > 1 && ` ${t("row.tries", { number: row.tries })}`}
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
				words={t("waiting.first", { shown: rows.length, number: waiting })}
				onMore={() => setLimit(Math.min(limit + 150, most))}
			/>
		</>
	);
}
