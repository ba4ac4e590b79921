import { Alert, Button, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Problem, SheetLook } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { StepList } from "../../components/step-list.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { When } from "../../components/when.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ChooseFile } from "./choose-file.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { FileStep } from "./file-step.tsx";
import { fresh, type ImportDraft, type SetupProps, type SetupStep, setupSteps } from "./import-draft.ts";
import { readingOf } from "./import-plan.ts";
import classes from "./imports.module.css";
import { TypeStep } from "./type-step.tsx";

const shownRows = 20;

/** File, case type, columns: each step can be gone back to. */
export function SetUpImport({ first, keep }: { first: ImportDraft; keep(draft: ImportDraft): void }) {
	const t = useWords("imports");
	const [draft, setDraft] = useState(first);
	const look = useAsk(
		"imports.look",
		{ ...readingOf(draft), kind: draft.kind, rows: shownRows },
		{ keepPrevious: true },
	);
	const heading = useRef<HTMLHeadingElement>(null);
	const { step } = draft;
	const change = (some: Partial<ImportDraft>) => setDraft((now) => ({ ...now, ...some }));
	useEffect(() => keep(draft), [draft, keep]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its heading, and so does each file
	useEffect(() => heading.current?.focus(), [step, draft.file]);
	const at = setupSteps.indexOf(step);
	const go = (to: SetupStep) => change({ step: to });
	// With keepPrevious an answer of the file before would still be there.
	const shown = look.problem ? undefined : look.data;
	return (
		<div className={classes.setup}>
			<StepList
				label={t("steps.label")}
				steps={[...setupSteps, "check" as const].map((name, index) => ({
					name,
					word: t(`steps.${name}`),
					isOpen: index < at,
				}))}
				now={step}
				onGo={(name) => go(setupSteps.find((one) => one === name) ?? "file")}
			/>
			<Title order={2} ref={heading} tabIndex={-1}>
				{t(`steps.${step}Title`)}
			</Title>
			{look.loading && <Text role="status">{t("looking")}</Text>}
			<Trouble problem={look.problem} />
			{look.problem && (
				<WayOut
					problem={look.problem}
					draft={draft}
					change={(some) => {
						change(some);
						heading.current?.focus();
					}}
				/>
			)}
			{shown && step === "file" && <AlreadyKnown look={shown} />}
			{shown && step === "file" && (
				<FileStep draft={draft} look={shown} change={change} isOld={look.fetching} onNext={() => go("type")} />
			)}
			{shown && step === "type" && (
				<TypeStep draft={draft} look={shown} change={change} onNext={() => go("columns")} onBack={() => go("file")} />
			)}
			{shown && step === "columns" && (
				<ColumnsStep
					draft={draft}
					look={shown}
					isOld={look.fetching}
					change={change}
					keep={keep}
					onBack={() => go("type")}
				/>
			)}
		</div>
	);
}

/** Of a file that could not be read: another file, or what was said of this one taken back. */
function WayOut({ problem, draft, change }: { problem: Problem; draft: ImportDraft; change: SetupProps["change"] }) {
	const t = useWords("imports");
	const isSaid = draft.encoding !== undefined || draft.separator !== undefined || draft.sheet !== undefined;
	return (
		<div className={classes.acts}>
			<ChooseFile
				word={t(problem.code === "file-gone" ? "choose.again" : "choose.another")}
				isMain
				onChosen={({ file, name }) =>
					change(
						// The same file again: what was said of its columns still holds.
						name === draft.fileName && problem.code === "file-gone" ? { file } : { ...fresh, file, fileName: name },
					)
				}
			/>
			{isSaid && problem.code !== "file-gone" && (
				<Button
					variant="default"
					onClick={() => change({ encoding: undefined, separator: undefined, sheet: undefined })}
				>
					{t("file.asFound")}
				</Button>
			)}
		</div>
	);
}

/** The same file was begun or imported before. */
function AlreadyKnown({ look }: { look: SheetLook }) {
	const t = useWords("imports");
	const [before] = look.already;
	if (look.stopped !== null)
		return (
			<Alert color="yellow" variant="light" c="var(--mantine-color-text)" role="status" title={t("known.stopped")}>
				<Text mb="sm">{t("known.stoppedMeans")}</Text>
				<Button
					size="compact-sm"
					renderRoot={(props) => <Link to="/imports/$id" params={{ id: look.stopped ?? "" }} {...props} />}
				>
					{t("known.continue")}
				</Button>
			</Alert>
		);
	if (!before) return null;
	return (
		<Alert color="yellow" variant="light" c="var(--mantine-color-text)" role="status" title={t("known.already")}>
			<Text mb="sm">
				{before.by === null ? t("known.done") : t("known.doneBy", { name: isolated(before.by) })}{" "}
				<When at={before.at} />
			</Text>
			<Text mb="sm">{t("known.alreadyMeans")}</Text>
			<Link to="/imports/$id" params={{ id: before.batch }}>
				{t("known.show")}
			</Link>
		</Alert>
	);
}
