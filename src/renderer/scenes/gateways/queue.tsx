import { Table, Text, Title } from "@mantine/core";
import { useId } from "react";
import type { GatewayDetails, OutputOf } from "../../../core/api/index.ts";
import { PhoneText } from "../../components/phone-text.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { ago } from "../../time-words.ts";
import { problemWords, useLocale, useWords } from "../../words.ts";
import classes from "./gateways.module.css";

const mostRows = 20;

type Waiting = OutputOf<"gateway.queue">[number];

/** What waits on this gateway, the oldest first, each with its age and the reason it has not left; a reason of all stands above them. */
export function Queue({ gateway }: { gateway: GatewayDetails }) {
	const t = useWords("gateway");
	const id = useId();
	const rows = useAsk("gateway.queue", { name: gateway.name, limit: mostRows }, { everyMs: 15_000 }).data;
	const left = gateway.queued - (rows?.length ?? 0);
	const shared = sharedReason(rows ?? []);
	const hasWhy = shared === null || rows?.some(({ notBefore }) => notBefore !== null);
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("queue.title")}
			</Title>
			{rows?.length === 0 && <Text c="dimmed">{t("queue.empty")}</Text>}
			{shared !== null && <Text size="sm">{problemWords({ code: shared })}</Text>}
			{rows && rows.length > 0 && (
				<Table fz={13} aria-labelledby={id}>
					<Table.Thead>
						<Table.Tr>
							<Table.Th>{t("queue.number")}</Table.Th>
							<Table.Th>{t("queue.since")}</Table.Th>
							{hasWhy && <Table.Th>{t("queue.why")}</Table.Th>}
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						{rows.map((row) => (
							<Table.Tr key={row.id}>
								<Table.Th scope="row">
									<PhoneText digits={row.to} />
								</Table.Th>
								<Table.Td>
									<When at={row.queuedAt} quiet />
								</Table.Td>
								{hasWhy && (
									<Table.Td>
										<Why row={row} isSaid={shared !== null} />
									</Table.Td>
								)}
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			)}
			{rows && rows.length > 0 && left > 0 && <Text size="sm">{t("queue.more", { count: left })}</Text>}
		</section>
	);
}

/** What keeps all of them, said once above them; null where there are not two, or each has its own. */
function sharedReason(rows: readonly Waiting[]): string | null {
	const [first] = rows;
	return first && rows.length > 1 && rows.every(({ reason }) => reason === first.reason) ? first.reason : null;
}

/** `isSaid`: the reason stands above already. */
function Why({ row, isSaid }: { row: Waiting; isSaid: boolean }) {
	const t = useWords("gateway");
	const language = useLocale();
	return (
		<>
			{!isSaid && (row.reason ? problemWords({ code: row.reason }) : t("queue.next"))}{" "}
			{row.notBefore && t("queue.later", { when: ago(row.notBefore, Date.now(), language) })}
		</>
	);
}
