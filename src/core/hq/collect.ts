import type { Acting } from "../api/acting.ts";
import { type ChangeLine, changesSince, countTouchedSince } from "../audit/index.ts";
import { optOutsSince } from "../consent/index.ts";
import { instant } from "../ground/index.ts";
import { holdersOf } from "../phone-numbers/index.ts";
import { differences, type Flat, readFlat, withSets, writeFlat } from "./flat.ts";
import { changeLine, countWaiting, type LineRecord } from "./line-record.ts";
import { onTheWay, setsOnTheWay } from "./on-the-way.ts";
import { type Contact, copyOfOurs, ofContact } from "./ours.ts";

const linesAtOnce = 200;
/** Written by this room, which queued what had to be queued at the same time. */
export const ownActions = [
	"case.received",
	"worker.received",
	"worker.renamed-there",
	"hq.conflict-found",
	"hq.conflict-settled",
	"hq.given-up",
];
/** A STOP is put in force before the line of the audit that tells of it is written, in the same transaction. */
const stopBeforeLineMs = 60_000;

/**
 * Looks at the next lines of the audit and puts what changed into the queue, in one short transaction. True where there may be more.
 * Everything that the office ever did passes by here once, also what was done before it was connected.
 */
export function collect(acting: Acting, line: Pick<LineRecord, "feed_seq">): { more: boolean; feedSeq: number } {
	const { store } = acting;
	const lines = changesSince(store, line.feed_seq, linesAtOnce);
	const last = lines.at(-1);
	if (!last) return { more: false, feedSeq: line.feed_seq };
	store.write(() => {
		for (const { contact, at } of touchedBy(acting, lines)) queueContact(acting, contact, at);
		changeLine(acting, { feed_seq: last.seq });
	});
	return { more: lines.length === linesAtOnce, feedSeq: last.seq };
}

/** Whose copy on HQ may be another after these lines, and when they were touched last. */
function touchedBy({ store }: Acting, lines: readonly ChangeLine[]): { contact: Contact; at: string }[] {
	const touched = new Map<string, { contact: Contact; at: string }>();
	const touch = (contact: Contact, at: string) => touched.set(`${contact.kind} ${contact.id}`, { contact, at });
	for (const { action, at, subjectKind: kind, subjectId: id } of lines) {
		if (ownActions.includes(action)) continue;
		if ((kind === "case" || kind === "worker") && id) touch({ kind, id }, at);
		if (!/^(stop|start|review)\./.test(action)) continue;
		for (const digits of optOutsSince(store, shortlyBefore(at)))
			for (const holder of holdersOf(store, digits)) touch({ kind: holder.kind, id: holder.id }, at);
	}
	return [...touched.values()];
}

/**
 * How many contacts have changes that nobody has looked at yet, as while no sync process runs, and when the oldest was made. Of a few lines it is
 * known what HQ would have to be told; of many, or for another server than the one it is known of (`isAnother`), each contact they name counts.
 */
export function notYetQueued(
	acting: Acting,
	feedSeq: number,
	isAnother: boolean,
): { contacts: number; oldestAt: string | null } {
	const lines = changesSince(acting.store, feedSeq, linesAtOnce + 1);
	if (isAnother || lines.length > linesAtOnce) {
		const { contacts, firstAt } = countTouchedSince(acting.store, feedSeq, acting.project.id, ownActions);
		return { contacts, oldestAt: firstAt };
	}
	const unsent = touchedBy(acting, lines).filter(({ contact }) => unsentOf(acting, contact) !== null);
	return { contacts: unsent.length, oldestAt: unsent[0]?.at ?? null };
}

function shortlyBefore(at: string): string {
	return new Date(Date.parse(at) - stopBeforeLineMs).toISOString();
}

interface Known {
	there: string | null;
	queued: string | null;
	given_up: string | null;
}

/** What HQ will not know of a contact once all that waits has arrived; null: nothing, or it is none of this project's. */
export function unsentOf(acting: Acting, contact: Contact): { before: Flat | null; sets: Flat } | null {
	const ours = copyOfOurs(acting, contact);
	if (!ours) return null;
	const known = knownOf(acting, contact);
	const before = readFlat(known?.queued ?? null);
	// Somebody who came and went before HQ ever heard of them.
	if (before === null && ours.isGone) return null;
	const sets = differences(before, ours.flat);
	for (const field of openConflicts(acting, contact)) sets.delete(field);
	const news = new Map(sets);
	for (const [field, value] of readFlat(known?.given_up ?? null) ?? [])
		if (news.get(field) === value) news.delete(field);
	if (news.size === 0) return null;
	// Who is not there at all is made as a whole.
	return { before, sets: before === null ? sets : news };
}

/**
 * Puts into the queue what HQ does not know of a contact. A change that was parked is made anew with it. That a case is open again can't be sent, and
 * waits behind all else for somebody who decides.
 */
export function queueContact(acting: Acting, contact: Contact, at: string): void {
	const { store, project } = acting;
	const { kind, id } = contact;
	const parked = store.prepare(`SELECT 1 FROM hq_item WHERE ${ofContact} AND state = 'parked'`).get(kind, id);
	if (parked) forgetUnsent(acting, contact);
	settledHere(acting, contact);
	const unsent = unsentOf(acting, contact);
	if (!unsent) return;
	const { before, sets } = unsent;
	const known = store
		.prepare<{ number: number }>(
			`INSERT INTO hq_contact (kind, contact_id, project_id, hq_id, queued) VALUES (:kind, :id, :project, :hqId, :queued)
			 ON CONFLICT (kind, contact_id) DO UPDATE SET queued = excluded.queued RETURNING number`,
		)
		.get({
			kind,
			id,
			project: project.id,
			// HQ chooses the id of a worker; that of a case is ours.
			hqId: kind === "case" ? id : null,
			queued: writeFlat(withSets(before, sets)),
		});
	// What is sent after all is given up no more.
	const left = new Map(
		[...(readFlat(knownOf(acting, contact)?.given_up ?? null) ?? [])].filter(([field]) => !sets.has(field)),
	);
	keepGivenUp(acting, contact, left);
	const insert = store.prepare(
		"INSERT INTO hq_item (project_id, kind, contact_id, contact, change, sets, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
	);
	const changes = inSteps(before, sets);
	for (const part of changes)
		insert.run(project.id, kind, id, known?.number ?? 0, changeOf(before, part), writeFlat(part), at);
	countWaiting(acting, changes.length);
	store.announce({ type: "changed", topics: ["hq"] });
}

/** Makes anew what waits for a contact, from what HQ holds and how it stands now. What is on its way stays as it was made. */
export function requeue(acting: Acting, contact: Contact): void {
	const madeAt = forgetUnsent(acting, contact);
	queueContact(acting, contact, madeAt ?? instant(acting.clock));
}

/** Returns when the oldest of what is forgotten was made. */
function forgetUnsent(acting: Acting, { kind, id }: Contact): string | null {
	const { store } = acting;
	const unsent = `${ofContact} AND id NOT IN (${onTheWay})`;
	const madeAt =
		store.prepare<{ made_at: string }>(`SELECT made_at FROM hq_item WHERE ${unsent} ORDER BY id LIMIT 1`).get(kind, id)
			?.made_at ?? null;
	const gone = store.prepare<{ state: string }>(`DELETE FROM hq_item WHERE ${unsent} RETURNING state`).all(kind, id);
	countWaiting(acting, -gone.filter(({ state }) => state === "waiting").length);
	let flat = readFlat(knownOf({ store }, { kind, id })?.there ?? null);
	for (const sets of setsOnTheWay({ store }, { kind, id })) flat = withSets(flat, sets);
	store
		.prepare("UPDATE hq_contact SET queued = nullif(?, there) WHERE kind = ? AND contact_id = ?")
		.run(flat === null ? null : writeFlat(flat), kind, id);
	return madeAt;
}

function knownOf({ store }: Pick<Acting, "store">, { kind, id }: Contact): Known | undefined {
	return store
		.prepare<Known>(
			"SELECT there, coalesce(queued, there) queued, given_up FROM hq_contact WHERE kind = ? AND contact_id = ?",
		)
		.get(kind, id);
}

/** Somebody decided that HQ need not be told: what these set is not sent, as long as it stays as it is. Inside a transaction. */
export function leaveUnsent(acting: Acting, contact: Contact, sets: Flat): void {
	const before = readFlat(knownOf(acting, contact)?.given_up ?? null);
	keepGivenUp(acting, contact, new Map([...(before ?? []), ...sets]));
}

function keepGivenUp({ store }: Acting, { kind, id }: Contact, left: Flat): void {
	store
		.prepare("UPDATE hq_contact SET given_up = :left WHERE kind = :kind AND contact_id = :id AND given_up IS NOT :left")
		.run({ left: left.size > 0 ? writeFlat(left) : null, kind, id });
}

/**
 * A field that both sides had changed, and that stands here now as it does there, needs nobody's decision. Nor does one of a case that was deleted here:
 * HQ keeps its own, and is told that the case is closed.
 */
function settledHere(acting: Acting, contact: Contact): void {
	const { store } = acting;
	const { kind, id } = contact;
	const open = store
		.prepare<{ field: string; there: string }>("SELECT field, there FROM hq_conflict WHERE kind = ? AND contact_id = ?")
		.all(kind, id);
	const ours = open.length > 0 ? copyOfOurs(acting, contact) : null;
	if (!ours) return;
	for (const { field, there } of open) {
		const here = ours.flat.get(field) ?? "";
		if (here !== there && !ours.isGone) continue;
		if (here !== there && field !== "@closed") leaveUnsent(acting, contact, new Map([[field, here]]));
		store.prepare("DELETE FROM hq_conflict WHERE kind = ? AND contact_id = ? AND field = ?").run(kind, id, field);
	}
}

function inSteps(before: Flat | null, sets: Flat): Flat[] {
	if (before === null || sets.get("@closed") !== "0" || sets.size === 1) return [sets];
	return [new Map([...sets].filter(([field]) => field !== "@closed")), new Map([["@closed", "0"]])];
}

export function openConflicts({ store }: Acting, { kind, id }: Contact): string[] {
	return store
		.prepare<{ field: string }>("SELECT field FROM hq_conflict WHERE kind = ? AND contact_id = ?")
		.all(kind, id)
		.map((row) => row.field);
}

function changeOf(before: Flat | null, sets: Flat): "create" | "update" | "close" | "reopen" {
	if (before === null) return "create";
	if (sets.get("@closed") === "1") return "close";
	return sets.get("@closed") === "0" ? "reopen" : "update";
}
