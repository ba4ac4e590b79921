import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ImportBatch } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import classes from "./imports.module.css";
import { NotWritten } from "./not-written.tsx";

/** What was written, and what of it was taken back. */
export function ImportOutcome({ batch }: { batch: ImportBatch }) {
	const t = useWords("imports");
	const { written, undone, state } = batch;
	if (state === "checked" || state === "checking") return null;
	if (state === "discarded") return <Text>{t("outcome.discarded")}</Text>;
	const wasUndone = undone.reversed + undone.kept + undone.failed > 0;
	return (
		<div role="status" className={classes.outcome}>
			<Text>
				{t(batch.kind === "cases" ? "outcome.cases" : "outcome.workers", {
					created: written.new,
					updated: written.updated,
				})}{" "}
				{written.failed > 0 && t("outcome.failed", { count: written.failed })}{" "}
				{state === "done" && <NotWritten batch={batch} />}
				{(state === "stopped" || state === "applying") && t("outcome.stopped")}
			</Text>
			{wasUndone && (
				<>
					<Text>
						{batch.undoneBy === null ? t("undo.done") : t("undo.doneBy", { name: isolated(batch.undoneBy) })}{" "}
						{batch.undoneAt !== null && <When at={batch.undoneAt} />}
					</Text>
					<ul className={classes.buckets}>
						<li>{t("undo.reversed", { count: undone.reversed })}</li>
						<li>
							{t("undo.kept", { count: undone.kept })}
							{undone.kept > 0 && <Kept batch={batch} />}
						</li>
						<li>{t("undo.failed", { count: undone.failed })}</li>
					</ul>
				</>
			)}
		</div>
	);
}

const shownKept = 20;

/** Who was kept, and why: the first of them. */
function Kept({ batch }: { batch: ImportBatch }) {
	const t = useWords("imports");
	const kept = useAsk("imports.rows", { batch: batch.id, kept: true, limit: shownKept });
	return (
		<>
			<Trouble problem={kept.problem} again={kept.refetch} />
			<ul>
				{kept.data?.rows.map(({ row, target, undone }) => (
					<li key={row}>
						{undone === "deleted" ? (
							t("undo.why.deleted", { row })
						) : batch.kind === "cases" ? (
							<Link to="/contacts/$id" params={{ id: target ?? "" }}>
								{t("undo.why.changed", { row })}
							</Link>
						) : (
							<Link to="/workers/$username" params={{ username: target ?? "" }}>
								{t("undo.why.changed", { row })}
							</Link>
						)}
					</li>
				))}
			</ul>
			{batch.undone.kept > shownKept && <Text size="sm">{t("undo.first", { count: shownKept })}</Text>}
		</>
	);
}
