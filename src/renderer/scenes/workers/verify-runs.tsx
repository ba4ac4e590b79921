import { Button, Group, Progress, Text } from "@mantine/core";
import { useState } from "react";
import type { Problem, VerificationRun } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import classes from "./workers.module.css";

/** Outcomes that asked somebody; the others are reasons why not, with words of their own. */
const askedOutcomes = ["started", "resent", "already-verified", "in-use", "no-gateway"] as const;

/** Verifying in bulk, as it goes: how far, pause and stop. A run that is over is not shown. */
export function VerifyRuns() {
	const runs = useAsk("workers.verifyRuns", {}, { everyMs: 5_000 }).data;
	return runs
		?.filter((run) => run.state === "running" || run.state === "paused")
		.map((run) => <Run key={run.id} run={run} />);
}

function Run({ run }: { run: VerificationRun }) {
	const t = useWords("workers");
	const may = useMay();
	const set = useDo("workers.setVerifyRun");
	const [problem, setProblem] = useState<Problem | null>(null);
	const to = async (state: "running" | "paused" | "cancelled") => {
		const answer = await set.run({ id: run.id, to: state });
		setProblem(answer.ok ? null : answer.problem);
	};
	const outcome = (code: string) => {
		const known = askedOutcomes.find((one) => one === code);
		return known ? t(`outcome.${known}`) : problemWords({ code });
	};
	return (
		<section className={classes.card} aria-label={t("runs.title")}>
			<Group justify="space-between" gap="sm">
				<Text fw={600}>{t("runs.title")}</Text>
				<Text size="sm" c="dimmed">
					{t(`runs.state.${run.state}`)} · <When at={run.startedAt} />
				</Text>
			</Group>
			<Progress value={run.total === 0 ? 100 : (run.asked / run.total) * 100} aria-label={t("runs.title")} />
			<Text size="sm" role="status">
				{t("runs.counts", { asked: run.asked, total: run.total })}{" "}
				{Object.entries(run.outcomes)
					.map(([code, number]) => `${outcome(code)}: ${number}`)
					.join(" · ")}
			</Text>
			<Trouble problem={problem} />
			{may.supervise && (
				<div className={classes.acts}>
					<Button
						size="compact-sm"
						variant="default"
						loading={set.busy}
						onClick={() => void to(run.state === "paused" ? "running" : "paused")}
					>
						{t(run.state === "paused" ? "runs.resume" : "runs.pause")}
					</Button>
					<Button size="compact-sm" variant="default" disabled={set.busy} onClick={() => void to("cancelled")}>
						{t("runs.cancel")}
					</Button>
				</div>
			)}
		</section>
	);
}
