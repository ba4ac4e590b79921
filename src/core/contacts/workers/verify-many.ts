import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import { fail, instant, newId, ok, type Result } from "../../ground/index.ts";
import { numberStatus, questionFor, type VerificationPost } from "../../phone-numbers/index.ts";
import type { VerificationRun } from "./api.ts";
import { askWorker } from "./verify-worker.ts";
import { findWorker, numbersOf, type WorkerRecord, workerOfId } from "./worker-record.ts";
import { whyNotTextWorker } from "./worker-view.ts";

interface RunRow {
	id: string;
	project_id: string;
	state: VerificationRun["state"];
	per_minute: number;
	started_at: string;
	started_by: string | null;
	next_ms: number;
}

const minuteMs = 60_000;

/** Who would be asked, how many texts that takes, and why the others would not. */
export function countMany(
	acting: Acting,
	post: VerificationPost,
	usernames: readonly string[] | undefined,
): { askable: number; parts: number; refused: Record<string, number> } {
	const refused = new Map<string, number>();
	let askable = 0;
	let parts = 0;
	for (const one of candidates(acting, usernames)) {
		const why = whyNotAsked(acting, one);
		const gateway = why === null && "worker" in one ? post.gatewayFor(acting, one.digits) : null;
		const code = why ?? (gateway?.ok ? null : "no-gateway");
		if (code === null && gateway?.ok && "worker" in one) {
			askable += 1;
			parts += post.partsOf(questionFor(acting, post, one.worker, gateway.value.replyTo));
		} else if (code !== null) refused.set(code, (refused.get(code) ?? 0) + 1);
	}
	return { askable, parts, refused: Object.fromEntries(refused) };
}

/** Begins to ask many numbers, one after another at that pace; the process that runs the gateways does the work. Problem `nobody-to-verify`. */
export function verifyMany(
	acting: Acting,
	input: { usernames?: readonly string[]; perMinute: number },
): Result<VerificationRun> {
	return acting.store.write(() => {
		const { store } = acting;
		const waiting = candidates(acting, input.usernames).filter((one) => whyNotAsked(acting, one) === null);
		if (waiting.length === 0) return fail("nobody-to-verify");
		const id = newId();
		store
			.prepare(
				"INSERT INTO verification_run (id, project_id, state, per_minute, started_at, started_by) VALUES (?, ?, 'running', ?, ?, ?)",
			)
			.run(id, acting.project.id, input.perMinute, instant(acting.clock), acting.staff?.name ?? null);
		const insert = store.prepare(
			"INSERT INTO verification_run_number (run_id, place, owner_id, digits) VALUES (?, ?, ?, ?)",
		);
		for (const [place, one] of waiting.entries()) if ("worker" in one) insert.run(id, place, one.worker.id, one.digits);
		recordAudit(acting, {
			action: "verify-run.started",
			subject: { kind: "verify-run", id },
			details: { numbers: waiting.length, perMinute: input.perMinute },
		});
		store.announce({ type: "changed", topics: ["workers"] });
		return runOf(acting, id);
	});
}

/** Pauses, resumes or cancels; what was asked stays asked. Problems `verify-run-not-found`, `verify-run-over`. */
export function setRun(acting: Acting, id: string, to: "running" | "paused" | "cancelled"): Result<VerificationRun> {
	return acting.store.write(() => {
		const run = runOf(acting, id);
		if (!run.ok) return run;
		if (run.value.state === "done" || run.value.state === "cancelled") return fail("verify-run-over");
		acting.store.prepare("UPDATE verification_run SET state = ? WHERE id = ?").run(to, id);
		recordAudit(acting, { action: `verify-run.${to}`, subject: { kind: "verify-run", id } });
		acting.store.announce({ type: "changed", topics: ["workers"] });
		return runOf(acting, id);
	});
}

export function listRuns(acting: Acting): VerificationRun[] {
	return acting.store
		.prepare<RunRow>(
			"SELECT * FROM verification_run WHERE project_id = ? ORDER BY started_at DESC, rowid DESC LIMIT 50",
		)
		.all(acting.project.id)
		.map((row) => runView(acting, row));
}

/**
 * Asks the next number of each run whose turn has come. Called again and again by the process that runs the gateways; a second process can't
 * ask the same number twice, since each is asked and ticked off in one transaction. Returns how many were asked.
 */
export function workRuns(
	store: Acting["store"],
	actingIn: (projectId: string) => Acting,
	post: VerificationPost,
): number {
	const going = store.prepare<RunRow>("SELECT * FROM verification_run WHERE state = 'running' ORDER BY started_at");
	let asked = 0;
	for (const run of going.all()) if (workOne(actingIn(run.project_id), post, run.id)) asked += 1;
	return asked;
}

function workOne(acting: Acting, post: VerificationPost, id: string): boolean {
	const { store, clock } = acting;
	return store.write(() => {
		const run = store.prepare<RunRow>("SELECT * FROM verification_run WHERE id = ? AND state = 'running'").get(id);
		const now = clock.nowMs();
		// Farther off than any pace: the clock was set back.
		if (!run || (run.next_ms > now && run.next_ms - now <= minuteMs)) return false;
		const next = store
			.prepare<{ place: number; owner_id: string; digits: string }>(
				"SELECT place, owner_id, digits FROM verification_run_number WHERE run_id = ? AND outcome IS NULL ORDER BY place LIMIT 1",
			)
			.get(id);
		if (next) {
			const worker = workerOfId(store, next.owner_id);
			const outcome =
				worker && numbersOf(store, worker.id).includes(next.digits)
					? askWorker(acting, post, worker, next.digits)
					: fail("number-not-of-worker");
			store
				.prepare("UPDATE verification_run_number SET outcome = ? WHERE run_id = ? AND place = ?")
				.run(outcome.ok ? outcome.value : outcome.problem.code, id, next.place);
			store
				.prepare("UPDATE verification_run SET next_ms = ? WHERE id = ?")
				.run(now + Math.ceil(minuteMs / run.per_minute), id);
		}
		const { asked, total } = runView(acting, run);
		if (asked === total) store.prepare("UPDATE verification_run SET state = 'done' WHERE id = ?").run(id);
		store.announce({ type: "progress", job: `verify:${id}`, done: asked, total });
		store.announce({ type: "changed", topics: ["workers"] });
		return next !== undefined;
	});
}

type Candidate = { worker: WorkerRecord; digits: string } | { code: string };

/** Each named worker's default number, or that of all active workers where it is unverified. */
function candidates(acting: Acting, usernames: readonly string[] | undefined): Candidate[] {
	const { store, project } = acting;
	const workers = usernames
		? [...new Set(usernames)].map((username) => findWorker(acting, username))
		: store
				.prepare<WorkerRecord>("SELECT * FROM worker WHERE project_id = ? AND active = 1 ORDER BY seq")
				.all(project.id)
				.map((worker) => ok(worker));
	const found = workers.map((worker): Candidate => {
		if (!worker.ok) return { code: worker.problem.code };
		const [digits] = numbersOf(store, worker.value.id);
		return digits === undefined ? { code: "NO_PHONE_NUMBER" } : { worker: worker.value, digits };
	});
	return usernames
		? found
		: found.filter((one) => "worker" in one && numberStatus(store, one.worker.id, one.digits) === "unverified");
}

function whyNotAsked(acting: Acting, one: Candidate): string | null {
	if ("code" in one) return one.code;
	if (one.worker.active === 0) return "worker-inactive";
	const status = numberStatus(acting.store, one.worker.id, one.digits);
	if (status === "verified") return "already-verified";
	if (status === "duplicate") return "in-use";
	return whyNotTextWorker(acting, one.worker, one.digits);
}

function runOf(acting: Acting, id: string): Result<VerificationRun> {
	const row = acting.store
		.prepare<RunRow>("SELECT * FROM verification_run WHERE id = ? AND project_id = ?")
		.get(id, acting.project.id);
	return row ? ok(runView(acting, row)) : fail("verify-run-not-found", { field: "id" });
}

function runView({ store }: Acting, row: RunRow): VerificationRun {
	const counts = store
		.prepare<{ outcome: string | null; n: number }>(
			"SELECT outcome, COUNT(*) n FROM verification_run_number WHERE run_id = ? GROUP BY outcome",
		)
		.all(row.id);
	const total = counts.reduce((sum, { n }) => sum + n, 0);
	const outcomes = counts.flatMap(({ outcome, n }) => (outcome === null ? [] : [[outcome, n] as const]));
	return {
		id: row.id,
		state: row.state,
		perMinute: row.per_minute,
		total,
		asked: outcomes.reduce((sum, [, n]) => sum + n, 0),
		outcomes: Object.fromEntries(outcomes),
		startedAt: row.started_at,
		startedBy: row.started_by,
	};
}
