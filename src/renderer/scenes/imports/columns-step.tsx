import { Button, Group, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { focusField } from "../../components/error-summary.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useCatchFocus } from "../../components/use-catch-focus.ts";
import { useAsk, useCore } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ColumnTable } from "./column-table.tsx";
import { ConsentFields } from "./consent-fields.tsx";
import { CountryOfSheet } from "./country-of-sheet.tsx";
import type { ImportDraft, SetupProps } from "./import-draft.ts";
import {
	mappedColumns,
	missingOf,
	needsConsent,
	type PlanField,
	phoneColumn,
	planOf,
	suggestedProperty,
	unmapped,
	withTheRest,
} from "./import-plan.ts";
import classes from "./imports.module.css";
import { useProgress } from "./use-progress.ts";
import { WorkProgress } from "./work-progress.tsx";

/** What each column becomes, the country of the numbers, what consent the sheet stands for; then every row is checked. */
export function ColumnsStep(props: SetupProps & { isOld: boolean; keep(draft: ImportDraft): void; onBack(): void }) {
	const { draft, look, isOld, change } = props;
	const t = useWords("imports");
	const vocabulary = useAsk("cases.vocabulary", {});
	const known = vocabulary.data?.properties ?? [];
	const columns = mappedColumns(draft, look, known);
	const phone = phoneColumn(columns);
	const [isTried, setTried] = useState(false);
	const missing = missingOf(draft, columns);
	const checking = useChecking(props.keep);
	const go = useCatchFocus<HTMLButtonElement>(checking.control !== null);
	const left = unmapped(columns).filter(({ header }) => header === "" || suggestedProperty(header) !== "");
	const table = useCatchFocus<HTMLDivElement>(left.length > 0);
	const [isAsked, setAsked] = useState(false);
	const check = () => {
		// What the columns may become is still on its way, as after another kind was chosen.
		setAsked(isOld);
		if (isOld) return;
		setTried(true);
		const [first] = missing;
		if (first === undefined) return void checking.run(planOf(draft, look, columns), draft);
		if (first === "columns") focusField("column-0");
		else focusField(first);
	};
	useEffect(() => {
		if (isAsked && !isOld) check();
	});
	const errorOf = (field: PlanField) => (isTried && missing.includes(field) ? t(`missing.${field}`) : undefined);
	if (checking.control)
		return (
			<WorkProgress
				label={t("check.checking")}
				progress={checking.progress}
				stopWord={t("stop")}
				onStop={() => checking.control?.abort()}
			/>
		);
	return (
		<>
			<Text size="sm">{t("columns.hint")}</Text>
			<div ref={table} tabIndex={-1}>
				<ColumnTable
					columns={columns}
					draft={draft}
					match={t(`columns.by.${draft.match ?? look.match ?? "case_id"}`)}
					known={known}
					change={change}
				/>
			</div>
			{left.length > 0 && draft.kind === "cases" && (
				<Group gap="sm">
					<Button variant="default" size="compact-sm" onClick={() => change(withTheRest(draft, columns, known))}>
						{t("columns.takeRest", { count: left.length })}
					</Button>
				</Group>
			)}
			{errorOf("columns") && (
				<Text role="alert" c="var(--mantine-color-error)">
					{errorOf("columns")}
				</Text>
			)}
			{phone && (
				<CountryOfSheet sample={phone.samples[0]} country={draft.country} onChange={(country) => change({ country })} />
			)}
			{needsConsent(columns) && draft.kind === "cases" && (
				<ConsentFields draft={draft} change={change} errorOf={errorOf} />
			)}
			<Trouble problem={checking.problem} />
			<div className={classes.foot}>
				<Button ref={go} onClick={check}>
					{t("check.go")}
				</Button>
				<Button variant="default" onClick={props.onBack}>
					{t("backStep")}
				</Button>
				<Text size="sm" c="dimmed">
					{t("check.writesNothing")}
				</Text>
			</div>
		</>
	);
}

/** The check under way, how far it is, and the way to stop it. It goes on where the page is left; the import is then among those not finished. */
function useChecking(keep: (draft: ImportDraft) => void) {
	const core = useCore();
	const navigate = useNavigate();
	const [control, setControl] = useState<AbortController | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	// Its import has no name here before its end, so it is given one for what is told of it.
	const [mark, setMark] = useState("");
	const progress = useProgress((_, its) => control !== null && its === mark);
	const isHere = useRef(true);
	useEffect(() => {
		isHere.current = true;
		return () => {
			isHere.current = false;
		};
	}, []);
	const run = async (plan: ReturnType<typeof planOf>, draft: ImportDraft) => {
		const one = new AbortController();
		setProblem(null);
		setControl(one);
		const its = `${Math.random()}`;
		setMark(its);
		const answer = await core.call("imports.check", { ...plan, mark: its }, { signal: one.signal });
		setControl(null);
		if (!answer.ok) return setProblem(answer.problem);
		keep({ ...draft, batch: answer.value.id });
		if (isHere.current) void navigate({ to: "/imports/$id", params: { id: answer.value.id } });
	};
	return { run, control, progress, problem };
}
