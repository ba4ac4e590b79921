import { Button, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ImportBatch, Problem } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useLocale, useWords } from "../../words.ts";
import { useImportDraft } from "./import-draft.ts";
import classes from "./imports.module.css";
import { NotWritten } from "./not-written.tsx";
import { titleOf } from "./row-columns.tsx";
import type { ImportWork } from "./use-import-work.ts";

/** Says in one sentence what will be written and what will not, in numbers; and the button that writes it. */
export function ConfirmImport(props: { batch: ImportBatch; work: ImportWork; saveTyped(): Promise<boolean> }) {
	const { batch, work } = props;
	const t = useWords("imports");
	const may = useMay();
	const navigate = useNavigate();
	const discard = useDo("imports.discard");
	const draft = useImportDraft();
	const [problem, setProblem] = useState<Problem | null>(null);
	const { toWrite } = batch;
	const count = toWrite.new + toWrite.updated;
	const isFirst = batch.state === "checked";
	// What was ended after its last row has nothing left to write, and is not at its end all the same.
	const isCutShort = batch.state === "stopped" || batch.state === "applying";
	const canWrite = isFirst || isCutShort || (batch.state === "done" && count > 0);
	if (!canWrite) return null;
	const confirm = async () => {
		// Whoever has just typed a correction means it to be in.
		if (!(await props.saveTyped())) return;
		if (draft.found?.value.batch === batch.id) draft.drop();
		void work.apply();
	};
	const drop = async () => {
		const answer = await discard.run({ batch: batch.id });
		if (answer.ok) void navigate({ to: "/imports" });
		else setProblem(answer.problem);
	};
	return (
		<section className={classes.confirm} aria-label={t("confirm.title")}>
			<Trouble problem={problem} />
			<div role="status">
				<Text>
					{t(batch.kind === "cases" ? "confirm.cases" : "confirm.workers", {
						created: toWrite.new,
						updated: toWrite.updated,
					})}{" "}
					{batch.state !== "done" && <NotWritten batch={batch} />}
				</Text>
				<Unmapped batch={batch} />
				<Doubts batch={batch} />
			</div>
			<div className={classes.acts}>
				{may.supervise && (
					<Button disabled={count === 0 && !isCutShort} loading={work.doing === "apply"} onClick={() => void confirm()}>
						{t(isFirst ? "confirm.go" : batch.state === "done" ? "confirm.rest" : "confirm.continue")}
					</Button>
				)}
				{isFirst && (
					<Button variant="default" loading={discard.busy} onClick={() => void drop()}>
						{t("confirm.drop")}
					</Button>
				)}
				<Text size="sm" c="dimmed">
					{t(may.supervise ? (isFirst ? "confirm.nothingYet" : "confirm.noSms") : "confirm.supervisors")}
				</Text>
			</div>
		</section>
	);
}

/** What will not do what it is meant for, though nobody has to decide. */
function Doubts({ batch }: { batch: ImportBatch }) {
	const t = useWords("imports");
	return batch.codes
		.filter(({ note }) => note)
		.map(({ code, rows }) => (
			<Text key={code} size="sm">
				{t("rows.reasonOption", { rows, words: problemWords({ code }) })}
			</Text>
		));
}

/** Columns of which nothing is kept: somebody should know before it is too late. */
function Unmapped({ batch }: { batch: ImportBatch }) {
	const t = useWords("imports");
	const language = useLocale();
	const names = batch.unmapped.map((column) => isolated(titleOf(batch, column, t)));
	if (names.length === 0) return null;
	return (
		<Text size="sm">
			{t("confirm.unmapped", { count: names.length, columns: new Intl.ListFormat(language).format(names) })}
		</Text>
	);
}
