import { createHash } from "node:crypto";
import type { Acting } from "../api/acting.ts";
import { fail, instant, ok, type Result, randomShare } from "../ground/index.ts";
import { storageProblem } from "../storage/index.ts";
import { addTraffic, hasBudget, msToMidnight, overBudget } from "./budget.ts";
import { collect } from "./collect.ts";
import { writeInTurn } from "./give-way.ts";
import { type FormLanes, formLanes } from "./line/form-lanes.ts";
import { formThread } from "./line/form-thread.ts";
import { type HqPlace, openLine } from "./line/open-line.ts";
import type { Trouble } from "./line/sort-answer.ts";
import { changeLine, connectionIn, findLine, lineTo, nameOf } from "./line-record.ts";
import { hello, nothingRead, pull, type ReadLately, recheck } from "./pull.ts";
import { push, type Round } from "./push.ts";
import { pushWorkers } from "./push-workers.ts";
import { readPeople } from "./read-people.ts";

/** Between two rounds that went well; the first pause after one that did not, and the longest (reliability C3). */
const everyMs = 60_000;
const firstPauseMs = 75_000;
const longestPauseMs = 15 * 60_000;

/**
 * Puts everything into the queue that was changed since the last look. Goes aside in between, so that others can work. Not for another server or
 * project than before, as long as nobody answered there: until then nothing is forgotten of the one before.
 */
export async function collectAll(acting: Acting, place: HqPlace, signal?: AbortSignal): Promise<void> {
	if (isAnother(acting, place)) return;
	let at = lineTo(acting, place);
	for (;;) {
		const { more, feedSeq } = await writeInTurn(acting, () => collect(acting, at));
		if (!more || signal?.aborted) return;
		at = { ...at, feed_seq: feedSeq };
	}
}

/** What a process that carries brings along. */
export interface RoundWays {
	lately?: ReadLately;
	/** Path of the `form-worker`; left out, or where the line is weighed, forms are sent from this thread. */
	formWorker?: string;
	/** Whether the right to talk to HQ is still this process's: one that stood still for long has lost it to another. */
	isOurTurn?(): boolean;
}

/** Changes that wait from which on forms are sent from a thread of their own. */
const many = 500;

/**
 * One try: says hello, takes in what changed there, sends what waits here. Problems `hq-unreachable`, `hq-not-hq`, `hq-sign-in`, `hq-busy`,
 * `hq-budget-spent`, `hq-unexpected`, each with `why`; and those of the storage.
 */
export async function runRound(
	acting: Acting,
	place: HqPlace,
	{ lately = nothingRead(), formWorker, isOurTurn = () => true }: RoundWays = {},
): Promise<Result<undefined>> {
	const { store, project, clock } = acting;
	const at = findLine(acting) ?? lineTo(acting, place);
	const roundId = Number(
		store.prepare("INSERT INTO hq_round (project_id, started_at) VALUES (?, ?)").run(project.id, instant(clock))
			.lastInsertRowid,
	);
	changeLine(acting, { round_id: roundId, last_try_at: instant(clock), answered: at.asked });
	const line = openLine(place, clock);
	let lanes: FormLanes | undefined;
	const bytes = () => line.bytes() + (lanes?.bytes() ?? 0);
	const connection = connectionIn(acting);
	let lookedMs = clock.upMs();
	const noted = { bytes: 0, pushed: 0, pulled: 0 };
	let weighedAt = Number.NEGATIVE_INFINITY;
	const round: Round = {
		acting,
		line,
		lanes: () => {
			lanes ??=
				formWorker !== undefined && isMuch(acting) && !hasBudget(acting)
					? formThread(place, formWorker)
					: formLanes(openLine(place, clock));
			return lanes;
		},
		user: place.user,
		pushed: 0,
		pulled: 0,
		parked: 0,
		conflicts: 0,
		unread: 0,
		takesGzip: at.gzip !== 0,
		alive: false,
		lately,
		asked: at.asked > at.answered,
		mayGoOn: () => {
			if (acting.signal?.aborted) return cancelled;
			if (clock.upMs() - lookedMs >= lookedEveryMs) {
				lookedMs = clock.upMs();
				if (connectionIn(acting) !== connection) return changed;
				if (!isOurTurn()) return cancelled;
			}
			if (bytes() - weighedAt < weighedEvery) return null;
			weighedAt = bytes();
			return overBudget(acting, weighedAt - noted.bytes);
		},
		noteTraffic: () => {
			const now = { bytes: bytes(), pushed: round.pushed, pulled: round.pulled };
			addTraffic(acting, {
				bytes: now.bytes - noted.bytes,
				pushed: now.pushed - noted.pushed,
				pulled: now.pulled - noted.pulled,
			});
			Object.assign(noted, now);
		},
		bytes,
		driftMs: () => lanes?.driftMs() ?? line.driftMs(),
	};
	try {
		const trouble = await steps(round, place, roundId).catch((error) => unexpected(acting, error));
		// What is known of the line is whose turn it is now.
		return isOurTurn() ? finish(round, roundId, trouble, place) : asOutcome(trouble ?? cancelled);
	} finally {
		line.close();
		lanes?.close();
	}
}

/** Why a try ends here: what the line says, or a trouble of our own. */
type End = Omit<Trouble, "code"> & { code: string };

/** What nobody foresaw ends the try with a word of it, and the next one comes after a pause as after any other trouble. */
function unexpected({ store, log, signal }: Acting, error: unknown): End {
	if (!store.isOpen() || signal?.aborted) throw error;
	log.error("a try to reach hq ended unexpectedly", error);
	const known = storageProblem(error);
	return { code: known && !known.ok ? known.problem.code : "hq-unexpected", why: "" };
}

function isAnother(acting: Acting, place: HqPlace): boolean {
	const known = findLine(acting);
	return known !== undefined && known.place !== nameOf(place);
}

function isMuch({ store, project }: Acting): boolean {
	return (
		store
			.prepare(`SELECT 1 FROM hq_item WHERE project_id = ? AND state = 'waiting' LIMIT 1 OFFSET ${many}`)
			.get(project.id) !== undefined
	);
}

/** A connection that is taken away or changed ends what goes over it as soon. */
const lookedEveryMs = 200;
/** Bytes after which the day's budget is looked at again. */
const weighedEvery = 20_000;
const cancelled: Trouble = { code: "hq-unreachable", why: "cancelled" };
const changed: Trouble = { code: "hq-unreachable", why: "connection-changed" };

async function steps(round: Round, place: HqPlace, roundId: number): Promise<Trouble | null> {
	const before = round.mayGoOn();
	if (before) return before;
	const greeting = await hello(round);
	if ("trouble" in greeting) return greeting.trouble;
	round.alive = true;
	const { acting } = round;
	if (isAnother(acting, place)) {
		const { asked } = lineTo(acting, place);
		changeLine(acting, { round_id: roundId, last_try_at: instant(acting.clock), answered: asked });
		await collectAll(acting, place, acting.signal);
	}
	return (
		(await readPeople(round)) ??
		// What may have arrived is made sure of first: only then can HQ's copy be compared with ours.
		(await pull(round)) ??
		// Workers first: they may be who owns a case.
		(await pushWorkers(round)) ??
		(await push(round)) ??
		(await recheck(round)) ??
		(findLine(acting) ? await push(round) : null)
	);
}

function finish(round: Round, roundId: number, trouble: End | null, place: HqPlace): Result<undefined> {
	const { acting } = round;
	const { store, clock } = acting;
	const now = clock.nowMs();
	return asOutcome(
		store.write(() => {
			const line = findLine(acting);
			const { why, code } = trouble ?? { why: "", code: null };
			store
				.prepare(
					"UPDATE hq_round SET ended_at = ?, pushed = ?, pulled = ?, parked = ?, conflicts = ?, unread = ?, bytes = ?, problem = ?, problem_details = ? WHERE id = ?",
				)
				.run(
					instant(clock),
					round.pushed,
					round.pulled,
					round.parked,
					round.conflicts,
					round.unread,
					round.bytes(),
					code,
					JSON.stringify(trouble ? { why } : {}),
					roundId,
				);
			store.prepare("DELETE FROM hq_round WHERE project_id = ? AND id <= ?").run(acting.project.id, roundId - 1000);
			const failures = trouble && trouble !== cancelled && trouble !== changed ? (line?.failures ?? 0) + 1 : 0;
			const stopped = code === "hq-sign-in";
			round.noteTraffic();
			changeLine(acting, {
				round_id: null,
				failures,
				stopped: stopped ? 1 : 0,
				tried_with: fingerprint(place),
				next_try_ms: stopped ? null : now + pauseMs(acting, trouble, failures),
				problem: code,
				problem_details: JSON.stringify(trouble ? { why } : {}),
				drift_ms: round.driftMs() ?? line?.drift_ms ?? null,
				...(trouble ? {} : { last_success_at: instant(clock) }),
			});
			return trouble;
		}),
	);
}

function asOutcome(trouble: End | null): Result<undefined> {
	return trouble ? fail(trouble.code, { details: { why: trouble.why } }) : ok();
}

/** How long to rest: doubling to a quarter of an hour, a fifth more or less so that offices don't all come at once; or as HQ asked. */
function pauseMs(acting: Acting, trouble: End | null, failures: number): number {
	if (!trouble) return everyMs;
	if (trouble.code === "hq-budget-spent") return msToMidnight(acting);
	if (trouble.afterMs !== undefined) return Math.max(Math.round(trouble.afterMs), 1000);
	const doubled = Math.min(firstPauseMs * 2 ** Math.min(failures - 1, 10), longestPauseMs);
	return Math.round(doubled * (0.8 + 0.4 * randomShare()));
}

/** Tells whether the connection is still the one that was tried last; the key itself is not in it. */
export function fingerprint(place: HqPlace): string {
	return createHash("sha256")
		.update(JSON.stringify([place.url, place.project, place.user, place.apiKey]))
		.digest("hex");
}
