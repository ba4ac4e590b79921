import { Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Problem, SurveyRunView } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import classes from "./surveys.module.css";

const shown = 10;

/** Surveys that are being started for many people, or were: how far, who was left out and why, pause and cancel. */
export function SurveyRuns({ survey }: { survey?: string }) {
	const t = useWords("surveys");
	const runs = useAsk("surveys.runs", {}, { everyMs: 5_000 }).data?.filter(
		(run) => survey === undefined || run.survey.id === survey,
	);
	if (!runs || runs.length === 0) return null;
	return (
		<section aria-label={t("runs.title")}>
			<Title order={2} mb="sm">
				{t("runs.title")}
			</Title>
			<Stack gap="md" maw={720}>
				{runs.slice(0, shown).map((run) => (
					<Run key={run.id} run={run} />
				))}
			</Stack>
		</section>
	);
}

function Run({ run }: { run: SurveyRunView }) {
	const t = useWords("surveys");
	const may = useMay();
	const set = useDo("surveys.setRun");
	const [problem, setProblem] = useState<Problem | null>(null);
	const to = async (state: "running" | "paused" | "cancelled") => {
		const answer = await set.run({ id: run.id, to: state });
		setProblem(answer.ok ? null : answer.problem);
	};
	const isOver = run.state === "done" || run.state === "cancelled";
	const left = run.total - run.done;
	return (
		<article className={classes.card}>
			<Group justify="space-between" gap="sm">
				<Text fw={600}>
					<bdi>{run.survey.name}</bdi>
				</Text>
				<Text size="sm" c="dimmed">
					{t(`runs.state.${run.state}`)} · <When at={run.endedAt ?? run.startedAt} />
				</Text>
			</Group>
			<Progress
				value={run.total === 0 ? 100 : (run.done / run.total) * 100}
				aria-label={t("runs.progress", { name: isolated(run.survey.name) })}
			/>
			<Text size="sm">
				{t("runs.counts", { done: run.done, total: run.total, asked: run.asked })}{" "}
				{!isOver && left > 0 && t("runs.left", { count: Math.ceil(left / run.perMinute) })}
			</Text>
			{run.refused.length > 0 && (
				<details>
					<summary>{t("runs.refused", { count: run.refused.reduce((sum, { count }) => sum + count, 0) })}</summary>
					<ul>
						{run.refused.map(({ code, count }) => (
							<li key={code}>{t("runs.refusedOne", { number: count, why: problemWords({ code }) })}</li>
						))}
					</ul>
				</details>
			)}
			<Trouble problem={problem} />
			{may.supervise && !isOver && (
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
		</article>
	);
}
