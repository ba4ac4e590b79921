import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { HqItem, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ParkedItem } from "./parked-item.tsx";

const step = 50;
const most = 500;

/** What HQ did not take, gathered by reason, each with its three ways out: put it right, send it again, give it up. */
export function ParkedTab() {
	const t = useWords("hq");
	const [limit, setLimit] = useState(step);
	const [problem, setProblem] = useState<Problem | null>(null);
	const list = useAsk("hq.parked", { limit }, { keepPrevious: true });
	const again = useDo("hq.sendAgain");
	const rows = list.data?.rows ?? [];
	const reasons = Object.entries(list.data?.reasons ?? {});
	const total = reasons.reduce((sum, [, count]) => sum + count, 0);
	const byCode = (code: string) => rows.filter((row: HqItem) => row.problem?.code === code);
	return (
		<Stack gap="lg" maw={880}>
			<Trouble problem={list.problem} again={list.refetch} />
			<Trouble problem={problem} />
			{list.data && rows.length === 0 && <Text>{t("parked.none")}</Text>}
			{total > 1 && (
				<Group>
					<Button
						variant="default"
						loading={again.busy}
						onClick={async () => {
							const answer = await again.run({});
							setProblem(answer.ok ? null : answer.problem);
						}}
					>
						{t("parked.allAgain", { number: total })}
					</Button>
				</Group>
			)}
			{reasons.map(([code]) => byCode(code).map((row) => <ParkedItem key={row.id} item={row} />))}
			{list.data?.more && limit < most && (
				<Button variant="default" loading={list.fetching} onClick={() => setLimit(Math.min(limit + 150, most))}>
					{t("more")}
				</Button>
			)}
		</Stack>
	);
}
