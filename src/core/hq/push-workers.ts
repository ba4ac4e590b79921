import type { Acting } from "../api/acting.ts";
import { workerAnyhow } from "../contacts/index.ts";
import { newToken } from "../ground/index.ts";
import { arrived, mostErrors } from "./close-form.ts";
import { readFlat } from "./flat.ts";
import { type HqUser, hqPage, hqUser, parsed } from "./hq-answers.ts";
import type { Question } from "./line/open-line.ts";
import type { Trouble } from "./line/sort-answer.ts";
import { sortUserAnswer, type UserVerdict } from "./line/sort-user-answer.ts";
import { noteUnread } from "./note-unread.ts";
import { copyOfOurs, ofContact } from "./ours.ts";
import { type ItemRow, park } from "./pack.ts";
import { cursorOf, listBytes } from "./pull.ts";
import { mostLost, type Round } from "./push.ts";
import { nameHere, receiveHqWorker } from "./receive-worker.ts";
import { takenApart } from "./taken-apart.ts";
import { asHqUser, flatOfTheirWorker, shortUsername } from "./worker-flat.ts";

/**
 * Sends what waits of mobile workers, one after another. HQ chooses their ids, so one that may have been made already is looked for by its
 * username; HQ's copy is taken in before it is changed and read back after it, since HQ leaves aside without a word what it does not like
 * (commcare-behaviour §7.4, §7.6).
 */
export async function pushWorkers(round: Round): Promise<Trouble | null> {
	const { acting } = round;
	for (const id of workersWaiting(acting)) {
		const stop = round.mayGoOn();
		if (stop) return stop;
		const before = waitingOf(acting, id);
		const parkedBefore = round.parked;
		const verdict = await carryWorker(round, id);
		if (verdict.as === "trouble") return verdict.trouble;
		round.pushed += Math.max(0, before - waitingOf(acting, id) - (round.parked - parkedBefore));
		if (verdict.as === "denied") return parkAll(round);
	}
	return null;
}

async function carryWorker(round: Round, id: string): Promise<UserVerdict | { as: "done" }> {
	const { acting } = round;
	const there = await findOrMake(round, id);
	if (there.as !== "user") return giveUpFor(round, id, there);
	round.alive = true;
	const what = acting.store.write(() => {
		const taken = takenApart(acting, there.user.id, () => receiveHqWorker(acting, there.user));
		acting.store
			.prepare("INSERT OR REPLACE INTO hq_owner (project_id, hq_id, kind, name) VALUES (?, ?, 'user', ?)")
			.run(acting.project.id, there.user.id, nameHere(acting, there.user));
		return taken;
	});
	if (what === "unread") return leave(round, id, there.user);
	// HQ gave the account the name of somebody else here, whose it is now: this worker is made there anew the next time.
	if (hqIdOf(acting, id) !== there.user.id) return { as: "done" };
	for (let item = nextItem(acting, id); item; item = nextItem(acting, id)) {
		const verdict = await putWorker(round, there.user.id, item);
		if (verdict.as !== "user") return giveUpFor(round, id, verdict);
	}
	return { as: "done" };
}

/** HQ's copy of a worker: by its id, or made anew, or found by its username where it is there already. */
async function findOrMake(round: Round, id: string): Promise<UserVerdict> {
	const { acting } = round;
	const worker = workerAnyhow(acting, id);
	const ours = copyOfOurs(acting, { kind: "worker", id });
	if (!worker || !ours) return { as: "refused", said: "" };
	const hqId = hqIdOf(acting, id);
	if (hqId) return askForUser(round, { method: "GET", path: `api/user/v1/${encodeURIComponent(hqId)}/` });
	const item = nextItem(acting, id);
	if (item) countTry(acting, item);
	const made = await askForUser(round, {
		method: "POST",
		path: "api/user/v1/",
		...json({ username: worker.username, password: password(), ...asHqUser(ours.flat) }),
	});
	if (made.as !== "refused") return made;
	const known = await findByUsername(round, worker.username);
	return known.as === "missing" ? made : known;
}

async function findByUsername(round: Round, username: string): Promise<UserVerdict> {
	let query: string | null = `limit=500&username=${encodeURIComponent(username)}`;
	while (query !== null) {
		const heard = await askUntilHeard(round, { method: "GET", path: `api/user/v1/?${query}`, mostBytes: listBytes });
		const page = heard.came && heard.status === 200 ? parsed(hqPage, heard.body) : null;
		if (!page) return sortUserAnswer(heard);
		// An HQ that does not know how to look for a name answers with all of them.
		for (const one of page.objects) {
			const user = hqUser.safeParse(one);
			if (user.success && shortUsername(user.data.username) === username) return { as: "user", user: user.data };
		}
		query = page.meta.next ? cursorOf(page.meta.next) : null;
	}
	return { as: "missing" };
}

/** Sets what one change sets and makes sure that HQ kept it. */
async function putWorker(round: Round, hqId: string, item: ItemRow): Promise<UserVerdict> {
	const { acting } = round;
	const sets = readFlat(item.sets) ?? new Map<string, string>();
	const path = `api/user/v1/${encodeURIComponent(hqId)}/`;
	countTry(acting, item);
	const heard = await askUntilHeard(round, { method: "PUT", path, ...json(asHqUser(sets)) });
	if (!heard.came || heard.status !== 200) return sortUserAnswer(heard);
	const back = await askForUser(round, { method: "GET", path });
	if (back.as !== "user") return back;
	const { flat, silent } = flatOfTheirWorker(back.user);
	const lost = [...sets].filter(([field, value]) => !silent.has(field) && (flat.get(field) ?? "") !== value);
	acting.store.write(() => {
		if (lost.length === 0) arrived(acting, item);
		takenApart(acting, back.user.id, () => receiveHqWorker(acting, back.user));
		const left = lost.length > 0 ? nextItem(acting, item.contact_id) : undefined;
		if (!left) return;
		park(acting, left.id, "hq-not-kept", { fields: lost.map(([field]) => field.slice(1)).join(", ") });
		round.parked += 1;
	});
	return back;
}

/** What HQ holds of the worker can't be taken in, and nothing is sent past it: after a few tries the change is put aside. */
function leave(round: Round, id: string, user: HqUser): UserVerdict | { as: "done" } {
	noteUnread(round, "id", [user]);
	const item = nextItem(round.acting, id);
	if (item) countTry(round.acting, item);
	return giveUpFor(round, id, { as: "error" });
}

function hqIdOf({ store }: Acting, id: string): string | null {
	return (
		store
			.prepare<{ hq_id: string | null }>("SELECT hq_id FROM hq_contact WHERE kind = 'worker' AND contact_id = ?")
			.get(id)?.hq_id ?? null
	);
}

/** Puts the worker's change aside where it is the worker's own fault. */
function giveUpFor(round: Round, id: string, verdict: UserVerdict): UserVerdict | { as: "done" } {
	const { acting } = round;
	const item = nextItem(acting, id);
	if (!item || verdict.as === "trouble" || verdict.as === "denied") return verdict;
	if (verdict.as === "error" && item.tries < mostErrors) return { as: "done" };
	acting.store.write(() => {
		if (verdict.as === "missing")
			// Sent again, it is made there anew.
			acting.store
				.prepare(
					"UPDATE hq_contact SET hq_id = NULL, there = NULL, queued = coalesce(queued, there) WHERE kind = 'worker' AND contact_id = ?",
				)
				.run(id);
		const code = {
			missing: "hq-worker-gone",
			refused: "hq-refused",
			error: "hq-keeps-failing",
			user: "hq-refused",
		} as const;
		park(acting, item.id, code[verdict.as], { said: verdict.as === "refused" ? verdict.said : "500" });
		round.parked += 1;
	});
	return { as: "done" };
}

/** The user may change no worker at all: nothing is a worker's own fault, and none is asked about any more. */
function parkAll(round: Round): null {
	const { acting } = round;
	const waiting = acting.store
		.prepare<{ id: number }>("SELECT id FROM hq_item WHERE project_id = ? AND kind = 'worker' AND state = 'waiting'")
		.all(acting.project.id);
	acting.store.write(() => {
		for (const { id } of waiting) park(acting, id, "hq-no-right", { said: "403" });
	});
	round.parked += waiting.length;
	return null;
}

function workersWaiting({ store, project }: Acting): string[] {
	return store
		.prepare<{ contact_id: string }>(
			`SELECT contact_id FROM hq_item i WHERE project_id = ? AND kind = 'worker' AND state = 'waiting'
			 AND NOT EXISTS (SELECT 1 FROM hq_item e WHERE e.contact = i.contact AND e.id < i.id) ORDER BY id`,
		)
		.all(project.id)
		.map((row) => row.contact_id);
}

function nextItem({ store }: Acting, id: string): ItemRow | undefined {
	const first = store
		.prepare<ItemRow & { state: string }>(`SELECT * FROM hq_item WHERE ${ofContact} ORDER BY id LIMIT 1`)
		.get("worker", id);
	return first?.state === "waiting" ? first : undefined;
}

function waitingOf({ store }: Acting, id: string): number {
	return (
		store
			.prepare<{ n: number }>(`SELECT COUNT(*) n FROM hq_item WHERE ${ofContact} AND state = 'waiting'`)
			.get("worker", id)?.n ?? 0
	);
}

/** Written down before it goes over the line: from then on HQ may have it. */
function countTry({ store }: Acting, item: ItemRow): void {
	item.tries += 1;
	store.prepare("UPDATE hq_item SET tries = tries + 1 WHERE id = ?").run(item.id);
}

async function askForUser(round: Round, question: Question): Promise<UserVerdict> {
	return sortUserAnswer(await askUntilHeard(round, question));
}

/** All that is asked here may be asked twice, so a lost answer is asked for again. */
async function askUntilHeard(round: Round, question: Question) {
	for (let lost = 1; ; lost++) {
		const heard = await round.line.ask(question);
		const isLost = !heard.came && (heard.why === "cut-off" || heard.why === "no-answer");
		if (!isLost || lost >= mostLost || !round.alive || round.mayGoOn()) return heard;
	}
}

function json(body: unknown): Pick<Question, "headers" | "body"> {
	return { headers: { "Content-Type": "application/json" }, body: Buffer.from(JSON.stringify(body)) };
}

/** Nobody knows it and it is kept nowhere: whoever looks after HQ sets another one when the worker is to sign in on a phone. */
function password(): string {
	return `Aa1-${newToken().slice(0, 24)}`;
}
