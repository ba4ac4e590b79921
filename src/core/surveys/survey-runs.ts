import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { contactsHandlers, findCase } from "../contacts/index.ts";
import { fail, instant, newId, ok, type Result } from "../ground/index.ts";
import type { CaseFilter, SurveyRunView } from "./api.ts";
import type { SurveyDeps } from "./deps.ts";
import { questionText } from "./question-text.ts";
import { startSurvey, whyNotAsk } from "./start-survey.ts";
import { definitionOf, findSurvey } from "./survey-record.ts";

/** A survey being started for many, as it stands in the database. */
export interface RunRecord {
	seq: number;
	id: string;
	project_id: string;
	survey_id: string;
	filter: string;
	per_minute: number;
	state: SurveyRunView["state"];
	after: string | null;
	total: number;
	done: number;
	asked: number;
	refused: string;
	staff: string | null;
	started_at: string;
	ended_at: string | null;
}

const pageSize = 500;

/** How many open cases a filter takes in, who of them could be asked now, and the parts that their first question takes. Problem `survey-not-found`. */
export async function countMany(
	deps: SurveyDeps,
	acting: Acting,
	input: { survey: string; filter: CaseFilter },
): Promise<Result<{ total: number; askable: number; refused: { code: string; count: number }[]; parts: number }>> {
	const survey = findSurvey(acting, input.survey);
	if (!survey.ok) return survey;
	const definition = definitionOf(acting.store, survey.value.id, survey.value.version);
	const [first] = definition.questions;
	const refused = new Map<string, number>();
	const partsOf = new Map<string, number>();
	let total = 0;
	let askable = 0;
	let parts = 0;
	let after: string | undefined;
	do {
		const page = pageOf(acting, input.filter, pageSize, after);
		for (const row of page.rows) {
			total++;
			const found = findCase(acting, row.id);
			if (!found.ok) continue;
			const why = whyNotAsk(deps, acting, definition, found.value, { how: "bulk" });
			if (why && !why.ok) refused.set(why.problem.code, (refused.get(why.problem.code) ?? 0) + 1);
			else if (first) {
				askable++;
				const language = row.language ?? "";
				const known = partsOf.get(language);
				const text =
					known ?? deps.measure(questionText(deps, acting, definition, first, language || null)?.text ?? "").parts;
				partsOf.set(language, text);
				parts += text;
			}
		}
		after = page.next ?? undefined;
		// A long list lets others work in between.
		await new Promise((resolve) => setImmediate(resolve));
	} while (after !== undefined && !acting.signal?.aborted);
	return ok({ total, askable, refused: asList(refused), parts });
}

/** Puts on record that everybody of a filter is to be asked; the process that runs the gateways does it. Problem `survey-not-found`. */
export async function startMany(
	acting: Acting,
	input: { survey: string; filter: CaseFilter; perMinute: number },
): Promise<Result<SurveyRunView>> {
	const survey = findSurvey(acting, input.survey);
	if (!survey.ok) return survey;
	let total = 0;
	let after: string | undefined;
	do {
		const page = pageOf(acting, input.filter, pageSize, after);
		total += page.rows.length;
		after = page.next ?? undefined;
		await new Promise((resolve) => setImmediate(resolve));
	} while (after !== undefined);
	const { store } = acting;
	return store.write(() => {
		const id = newId();
		store
			.prepare(
				"INSERT INTO survey_run (id, project_id, survey_id, filter, per_minute, total, staff, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			)
			.run(
				id,
				acting.project.id,
				survey.value.id,
				JSON.stringify(input.filter),
				input.perMinute,
				total,
				JSON.stringify(acting.staff),
				instant(acting.clock),
			);
		recordAudit(acting, {
			action: "survey.run-started",
			subject: { kind: "survey", id: survey.value.id },
			details: { name: survey.value.name, people: total, perMinute: input.perMinute },
		});
		store.announce({ type: "changed", topics: ["surveys"] });
		return runOf(acting, id);
	});
}

export function listRuns(acting: Acting): SurveyRunView[] {
	return acting.store
		.prepare<RunRecord>("SELECT * FROM survey_run WHERE project_id = ? ORDER BY seq DESC LIMIT 100")
		.all(acting.project.id)
		.map((run) => runView(acting, run));
}

/** Pauses, goes on with or ends a run; whoever was asked stays asked. Problems `run-not-found`, `run-ended`. */
export function setRun(acting: Acting, id: string, to: "running" | "paused" | "cancelled"): Result<SurveyRunView> {
	const { store } = acting;
	return store.write(() => {
		const run = runOf(acting, id);
		if (!run.ok) return run;
		if (run.value.endedAt !== null) return fail("run-ended", { field: "id" });
		store
			.prepare("UPDATE survey_run SET state = ?, ended_at = ? WHERE id = ?")
			.run(to, to === "cancelled" ? instant(acting.clock) : null, id);
		recordAudit(acting, {
			action: `survey.run-${to}`,
			subject: { kind: "survey", id: run.value.survey.id },
			details: { done: run.value.done, people: run.value.total },
		});
		store.announce({ type: "changed", topics: ["surveys"] });
		return runOf(acting, id);
	});
}

export function runningRuns({ store }: Pick<Acting, "store">): RunRecord[] {
	return store.prepare<RunRecord>("SELECT * FROM survey_run WHERE state = 'running' ORDER BY seq").all();
}

/**
 * Asks the next person of a run, in one transaction with the run's own place in the list: whatever kills the process, nobody is asked
 * twice and nobody is left out. `acting` is of the run's project. Returns false where there is nothing left to do.
 */
export function stepRun(deps: SurveyDeps, acting: Acting, id: string): boolean {
	const { store } = acting;
	return store.write(() => {
		const run = store.prepare<RunRecord>("SELECT * FROM survey_run WHERE id = ? AND state = 'running'").get(id);
		if (!run) return false;
		const page = pageOf(acting, JSON.parse(run.filter) as CaseFilter, 1, run.after ?? undefined);
		const [row] = page.rows;
		const by: Acting = { ...acting, staff: JSON.parse(run.staff ?? "null") as Acting["staff"] };
		const started = row ? startSurvey(deps, by, { survey: run.survey_id, caseId: row.id, how: "bulk" }) : null;
		const refused = new Map(Object.entries(JSON.parse(run.refused) as Record<string, number>));
		if (started && !started.ok) refused.set(started.problem.code, (refused.get(started.problem.code) ?? 0) + 1);
		const over = page.next === null;
		store
			.prepare(
				`UPDATE survey_run SET after = ?, done = done + ?, asked = asked + ?, refused = ?, state = ?, ended_at = ?,
				 total = MAX(total, done + ?) WHERE id = ?`,
			)
			.run(
				page.next ?? run.after,
				row ? 1 : 0,
				started?.ok ? 1 : 0,
				JSON.stringify(Object.fromEntries(refused)),
				over ? "done" : "running",
				over ? instant(acting.clock) : null,
				row ? 1 : 0,
				id,
			);
		const done = run.done + (row ? 1 : 0);
		store.announce({ type: "progress", job: `survey:${id}`, done, total: Math.max(run.total, done) });
		if (over) store.announce({ type: "changed", topics: ["surveys"] });
		return !over;
	});
}

function pageOf(acting: Acting, filter: CaseFilter, limit: number, after: string | undefined) {
	const listed = contactsHandlers["cases.list"](acting, { ...filter, closed: false, limit, after });
	if (listed instanceof Promise || !listed.ok || !listed.value) throw new Error("cases could not be listed");
	return listed.value;
}

function runOf(acting: Acting, id: string): Result<SurveyRunView> {
	const run = acting.store
		.prepare<RunRecord>("SELECT * FROM survey_run WHERE id = ? AND project_id = ?")
		.get(id, acting.project.id);
	return run ? ok(runView(acting, run)) : fail("run-not-found", { field: "id" });
}

function runView(acting: Acting, run: RunRecord): SurveyRunView {
	const survey = acting.store.prepare<{ name: string }>("SELECT name FROM survey WHERE id = ?").get(run.survey_id);
	const staff = JSON.parse(run.staff ?? "null") as Acting["staff"];
	return {
		id: run.id,
		survey: { id: run.survey_id, name: survey?.name ?? "" },
		state: run.state,
		perMinute: run.per_minute,
		total: run.total,
		done: run.done,
		asked: run.asked,
		refused: asList(new Map(Object.entries(JSON.parse(run.refused) as Record<string, number>))),
		startedAt: run.started_at,
		startedBy: staff?.name ?? null,
		endedAt: run.ended_at,
	};
}

function asList(counts: Map<string, number>): { code: string; count: number }[] {
	return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}
