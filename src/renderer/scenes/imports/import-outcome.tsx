import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ImportBatch, ImportUndone } from "../../../core/api/index.ts";
import { When } from "../../components/when.tsx";
import { useWords } from "../../words.ts";
import classes from "./imports.module.css";
import { NotWritten } from "./not-written.tsx";

/** What was written, and what of it was taken back. */
export function ImportOutcome({ batch, undone }: { batch: ImportBatch; undone: ImportUndone | null }) {
	const t = useWords("imports");
	const { written, state } = batch;
	if (state === "checked" || state === "checking") return null;
	if (state === "discarded") return <Text>{t("outcome.discarded")}</Text>;
	const counts = undone ? { reversed: undone.reversed, kept: undone.kept.length, failed: undone.failed } : batch.undone;
	const wasUndone = counts.reversed + counts.kept + counts.failed > 0;
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
						{batch.undoneBy !== null && (
							<>
								<bdi>{batch.undoneBy}</bdi>,{" "}
							</>
						)}
						{batch.undoneAt !== null && <When at={batch.undoneAt} />}:
					</Text>
					<ul className={classes.buckets}>
						<li>{t("undo.reversed", { count: counts.reversed })}</li>
						<li>
							{t("undo.kept", { count: counts.kept })}
							{undone && undone.kept.length > 0 && <Kept kind={batch.kind} undone={undone} />}
						</li>
						<li>{t("undo.failed", { count: counts.failed })}</li>
					</ul>
				</>
			)}
		</div>
	);
}

const shownKept = 20;

/** Who was kept, and why. */
function Kept({ kind, undone }: { kind: ImportBatch["kind"]; undone: ImportUndone }) {
	const t = useWords("imports");
	return (
		<ul>
			{undone.kept.slice(0, shownKept).map(({ id, why }) => (
				<li key={id}>
					{why === "deleted" ? (
						t("undo.why.deleted")
					) : kind === "cases" ? (
						<Link to="/contacts/$id" params={{ id }}>
							{t("undo.why.changed")}
						</Link>
					) : (
						<Link to="/workers/$username" params={{ username: id }}>
							<bdi>{id}</bdi>
						</Link>
					)}
				</li>
			))}
		</ul>
	);
}
