import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { HqItem, Problem } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useNextInList } from "../../components/use-next-in-list.ts";
import { useAsk, useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { MoreRows } from "./more-rows.tsx";
import { ParkedItem } from "./parked-item.tsx";

const step = 50;
const most = 500;
/** Stands for the button that sends all of them again. */
const all = "all";

/** What HQ did not take, gathered by reason, each with its three ways out: put it right, send it again, give it up. */
export function ParkedTab() {
	const t = useWords("hq");
	const [limit, setLimit] = useState(step);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [said, setSaid] = useState("");
	const asked = useAsk("hq.parked", { limit }, { keepPrevious: true });
	const again = useDo("hq.sendAgain");
	const rows = asked.data?.rows ?? [];
	const reasons = Object.entries(asked.data?.reasons ?? {});
	const total = reasons.reduce((sum, [, count]) => sum + count, 0);
	const byReason = reasons.flatMap(([code]) => rows.filter((row: HqItem) => row.problem?.code === code));
	const { list, dealtWith } = useNextInList<HTMLDivElement>([
		...byReason.map(({ id }) => String(id)),
		...(total > 1 ? [all] : []),
	]);
	const done = (id: string, words: string) => {
		dealtWith(id);
		setSaid(words);
	};
	return (
		<Stack ref={list} tabIndex={-1} gap="lg" maw={880}>
			<div role="status" className="seen-by-readers">
				{said}
			</div>
			<Trouble problem={asked.problem} again={asked.refetch} />
			<Trouble problem={problem} />
			{asked.data && rows.length === 0 && <Text>{t("parked.none")}</Text>}
			{total > 1 && (
				<Group>
					<Button
						variant="default"
						loading={again.busy}
						onClick={async () => {
							const answer = await again.run({});
							setProblem(answer.ok ? null : answer.problem);
							if (answer.ok) done(all, t("parked.sentAllAgain"));
						}}
					>
						{t("parked.allAgain", { number: total })}
					</Button>
				</Group>
			)}
			{byReason.map((row) => (
				<ParkedItem key={row.id} item={row} onDone={(words) => done(String(row.id), words)} />
			))}
			<MoreRows
				isMore={asked.data?.more}
				limit={limit}
				most={most}
				busy={asked.fetching}
				words={t("parked.first", { shown: rows.length, number: total })}
				onMore={() => setLimit(Math.min(limit + 150, most))}
			/>
		</Stack>
	);
}
