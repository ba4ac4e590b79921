import { Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { BackLink } from "../../components/back-link.tsx";
import { SceneHead } from "../../components/scene-head.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useCatchFocus } from "../../components/use-catch-focus.ts";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { CheckTable, type CheckTableHandle } from "./check-table.tsx";
import { CheckedSteps } from "./checked-steps.tsx";
import { ConfirmImport } from "./confirm-import.tsx";
import { ImportFiles } from "./import-files.tsx";
import { ImportOutcome } from "./import-outcome.tsx";
import { ImportStateChip } from "./import-state.tsx";
import classes from "./imports.module.css";
import { UndoImport } from "./undo-import.tsx";
import { useImportWork } from "./use-import-work.ts";
import { WorkProgress } from "./work-progress.tsx";

/** One import: its rows with their verdicts before it is confirmed, what was written after it, and taking it back. */
export function ImportScene() {
	const t = useWords("imports");
	const may = useMay();
	const { id } = useParams({ from: "/imports/$id" });
	const asked = useAsk("imports.show", { batch: id });
	const work = useImportWork(id);
	const table = useRef<CheckTableHandle>(null);
	const outcome = useCatchFocus<HTMLDivElement>(work.isAtWork);
	const batch = asked.data;
	const isUndoing = work.doing === "undo" || (work.doing === null && batch?.state === "undoing");
	const wasWritten = batch && batch.written.new + batch.written.updated > 0;
	return (
		<div className={classes.scene}>
			<BackLink to="/imports">{t("back")}</BackLink>
			<Trouble problem={asked.problem} again={asked.refetch} />
			{asked.loading && <Text role="status">{t("looking")}</Text>}
			{batch && (
				<>
					<SceneHead
						title={batch.fileName}
						under={
							<>
								{batch.kind === "cases" ? t("one.cases", { type: batch.type }) : t("one.workers")} ·{" "}
								{batch.by !== null && (
									<>
										<UserText text={batch.by} /> ·{" "}
									</>
								)}
								<When at={batch.endedAt ?? batch.createdAt} />
							</>
						}
					>
						<ImportStateChip state={batch.state} />
						{!work.isAtWork && <ImportFiles batch={batch} />}
						{wasWritten &&
							!work.isAtWork &&
							batch.state !== "undone" &&
							(may.supervise ? (
								<UndoImport batch={batch} work={work} />
							) : (
								<Text size="sm" c="dimmed">
									{t("undo.supervisors")}
								</Text>
							))}
					</SceneHead>
					{batch.state === "checked" && !work.isAtWork && <CheckedSteps batch={batch.id} />}
					{work.isAtWork ? (
						<WorkProgress
							label={t(isUndoing ? "apply.undoing" : "apply.writing")}
							progress={work.progress}
							stopWord={t("stop")}
							onStop={work.stop}
						/>
					) : (
						<>
							<div ref={outcome} tabIndex={-1}>
								<ImportOutcome batch={batch} />
								<Trouble problem={work.problem} />
							</div>
							{batch.rows > 0 && <CheckTable batch={batch} ref={table} />}
							<ConfirmImport
								batch={batch}
								work={work}
								saveTyped={async () => (await table.current?.saveTyped()) ?? true}
							/>
						</>
					)}
				</>
			)}
		</div>
	);
}
