import type { Acting } from "../api/acting.ts";
import { lastSeq } from "../audit/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import { isThisComputer } from "../settings/index.ts";
import { type Lease, type Store, storageProblem } from "../storage/index.ts";
import { overBudget } from "./budget.ts";
import { type Carrier, makeCarrier } from "./carrier.ts";
import { hqLease } from "./lease.ts";
import type { HqPlace } from "./line/open-line.ts";
import { findLine, placeOf } from "./line-record.ts";
import { nothingRead, type ReadLately } from "./pull.ts";
import { collectAll, fingerprint, type RoundWays, runRound } from "./run-round.ts";

const lookMs = 500;
const turnMs = 100;
const turnsTillSaid = 20;
const beatMs = 2_000;
const clockPlayMs = 5_000;

/** Whether this office may talk to that server: practice stays on this computer. Problems `hq-not-set`, `hq-practice-only`. */
export function whereTo(acting: Acting, practice: boolean, url?: string): Result<HqPlace> {
	const place = placeOf(acting, url);
	if (!place) return fail("hq-not-set");
	return practice && !isThisComputer(new URL(place.url)) ? fail("hq-practice-only") : ok(place);
}

interface Waiting {
	/** Hears once that another process is at it, where that lasts. */
	onWait?(): void;
}

/** One try in its turn; another process that is at it is waited for until the signal. Problems `hq-elsewhere`, `cancelled`, and as `runRound`. */
export async function tryOnce(acting: Acting, place: HqPlace, waiting: Waiting = {}): Promise<Result<undefined>> {
	const carrier = makeCarrier(acting.store);
	try {
		const coming = carrier.comesTo(acting, place);
		return coming.ok ? await takeTurn(acting, place, carrier, waiting) : coming;
	} finally {
		if (acting.store.isOpen()) carrier.leave();
	}
}

async function takeTurn(
	acting: Acting,
	place: HqPlace,
	carrier: Carrier,
	{ onWait, ...ways }: RoundWays & Waiting,
): Promise<Result<undefined>> {
	const { store, signal } = acting;
	const lease = hqLease(store);
	for (let turns = 1; !lease.hold(); turns++) {
		if (signal?.aborted) return fail("cancelled");
		if (turns === turnsTillSaid) onWait?.();
		await rest(turnMs, signal);
	}
	const beating = setInterval(() => beat(lease), beatMs);
	try {
		await collectAll(acting, place, signal);
		const stays = () => carrier.comesTo(acting, place);
		const outcome = await runRound(acting, place, { ...ways, isOurTurn: () => lease.isOurs() && stays().ok });
		const staying = stays();
		return staying.ok ? outcome : staying;
	} finally {
		clearInterval(beating);
		if (store.isOpen()) lease.giveBack();
	}
}

function beat(lease: Lease): void {
	try {
		lease.beat();
	} catch (error) {
		// Somebody writes for long: the next one comes soon enough.
		if (!storageProblem(error)) throw error;
	}
}

/**
 * Carries until the signal: queues what changes as it changes, also without a connection, and tries HQ whenever it is due. `actings`: one for
 * each project, asked anew each time. Problem `hq-elsewhere`, where it is to go to another address than the one that is set.
 */
export async function keepCarrying(
	store: Store,
	actings: () => Acting[],
	how: {
		practice: boolean;
		url?: string;
		signal: AbortSignal;
		formWorker?: string;
		onRound?(acting: Acting, outcome: Result<undefined>): void;
	},
): Promise<Result<undefined>> {
	const { signal, formWorker } = how;
	const carrier = makeCarrier(store);
	const lately = new Map<string, ReadLately>();
	try {
		while (!signal.aborted) {
			for (const acting of actings()) {
				const place = whereTo(acting, how.practice, how.url);
				if (!place.ok) carrier.leave(acting);
				if (!place.ok || signal.aborted) continue;
				const coming = carrier.comesTo(acting, place.value);
				if (!coming.ok) return coming;
				const line = findLine(acting);
				if (!isDue(acting, place.value)) {
					if (line && line.feed_seq < lastSeq(store)) await collectAll(acting, place.value, signal);
					continue;
				}
				const read = lately.get(acting.project.id) ?? nothingRead();
				lately.set(acting.project.id, read);
				const ways = { lately: read, formWorker };
				const outcome = await takeTurn({ ...acting, signal }, place.value, carrier, ways);
				if (!signal.aborted) how.onRound?.(acting, outcome);
			}
			await rest(lookMs, signal);
		}
		return ok();
	} finally {
		if (store.isOpen()) carrier.leave();
	}
}

/** Is it time? At once where somebody asks, where the connection or the day's share was changed, or where the line is good and something waits. */
function isDue(acting: Acting, place: HqPlace): boolean {
	const line = findLine(acting);
	if (!line || line.asked > line.answered) return true;
	if (line.tried_with !== fingerprint(place)) return true;
	if (line.stopped) return false;
	const now = acting.clock.nowMs();
	if (line.next_try_ms === null || line.next_try_ms <= now) return true;
	// A clock that was put back must not put HQ off by as much.
	if (Date.parse(line.last_try_at ?? "") > now + clockPlayMs) return true;
	if (line.problem === "hq-budget-spent" && !overBudget(acting, 0)) return true;
	if (line.problem !== null) return false;
	return (
		acting.store
			.prepare(`SELECT 1 FROM hq_item i WHERE project_id = ? AND state <> 'parked'
				 AND NOT EXISTS (SELECT 1 FROM hq_item e WHERE e.contact = i.contact AND e.id < i.id) LIMIT 1`)
			.get(acting.project.id) !== undefined && Date.parse(line.last_try_at ?? "") < now - lookMs * 4
	);
}

function rest(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal?.aborted) return resolve();
		const timer = setTimeout(done, ms);
		function done() {
			clearTimeout(timer);
			signal?.removeEventListener("abort", done);
			resolve();
		}
		signal?.addEventListener("abort", done, { once: true });
	});
}
