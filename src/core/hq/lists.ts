import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { lastChangeAt, recordAudit } from "../audit/index.ts";
import { contactRef, findWorker, receiveCase, receiveWorker } from "../contacts/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { HqConflict, HqItem, HqRound } from "./api.ts";
import { leaveUnsent, ownActions, requeue } from "./collect.ts";
import { type Flat, readFlat, shownField } from "./flat.ts";
import { onTheWay } from "./on-the-way.ts";
import { type Contact, copyOfOurs } from "./ours.ts";
import { asReceived } from "./receive.ts";
import { asReceivedWorker } from "./receive-worker.ts";
import { detailsOf } from "./status.ts";

interface Row {
	id: number;
	kind: "case" | "worker";
	contact_id: string;
	change: HqItem["change"];
	sets: string;
	made_at: string;
	state: "waiting" | "parked";
	tries: number;
	problem: string | null;
	problem_details: string;
	behind: number;
	under_way: number;
}

const rowsOf = `SELECT i.*, EXISTS (SELECT 1 FROM hq_item e WHERE e.contact = i.contact AND e.id < i.id) behind, i.id IN (${onTheWay}) under_way FROM hq_item i`;

export function listWaiting(acting: Acting, { limit }: ParsedInputOf<"hq.waiting">) {
	const rows = acting.store
		.prepare<Row>(`${rowsOf} WHERE i.project_id = ? AND i.state <> 'parked' ORDER BY i.id LIMIT ?`)
		.all(acting.project.id, limit + 1);
	return { rows: rows.slice(0, limit).map((row) => shownItem(acting, row)), more: rows.length > limit };
}

export function listParked(acting: Acting, { limit }: ParsedInputOf<"hq.parked">) {
	const { store, project } = acting;
	const rows = store
		.prepare<Row>(`${rowsOf} WHERE i.project_id = ? AND i.state = 'parked' ORDER BY i.id LIMIT ?`)
		.all(project.id, limit + 1);
	const reasons = store
		.prepare<{ problem: string; n: number }>(
			"SELECT problem, COUNT(*) n FROM hq_item WHERE project_id = ? AND state = 'parked' GROUP BY problem",
		)
		.all(project.id);
	return {
		rows: rows.slice(0, limit).map((row) => shownItem(acting, row)),
		more: rows.length > limit,
		reasons: Object.fromEntries(reasons.map(({ problem, n }) => [problem, n])),
	};
}

function shownItem(acting: Acting, row: Row): HqItem {
	const state = row.state === "parked" ? "parked" : row.under_way ? "sent" : row.behind ? "behind" : "waiting";
	return {
		id: row.id,
		contact: contactRef(acting, { kind: row.kind, id: row.contact_id, projectId: acting.project.id }),
		change: row.change,
		fields: [...(readFlat(row.sets)?.keys() ?? [])].map(shownField),
		madeAt: row.made_at,
		tries: row.tries,
		state,
		problem: row.problem === null ? null : { code: row.problem, details: detailsOf(row.problem_details) },
	};
}

/** Contacts that one step makes anew: each step holds up whatever else the office does. */
const contactsAStep = 10;

/**
 * Makes what is parked anew, in short steps with room for others in between, since it may be all of an office's work. Problem `hq-item-not-parked`,
 * where none of those that are named is parked any more.
 */
export async function sendAgain(
	acting: Acting,
	{ ids }: ParsedInputOf<"hq.sendAgain">,
): Promise<Result<{ sent: number }>> {
	const { store } = acting;
	const parked = parkedOnes(acting, ids);
	if (ids && parked.length === 0) return fail("hq-item-not-parked");
	const contacts = new Map(parked.map(({ kind, contact_id: id }) => [`${kind} ${id}`, { kind, id }]));
	const left = [...contacts.values()];
	recordAudit(acting, { action: "hq.sent-again", details: { changes: parked.length } });
	const long = store.longWork();
	try {
		while (left.length > 0) {
			const some = left.splice(0, contactsAStep);
			long.write(() => {
				for (const contact of some) requeue(acting, contact);
			});
			await long.rest();
		}
	} finally {
		await long.end();
	}
	// Whoever gets the answer has it on the disk as well.
	store.write(() => store.announce({ type: "changed", topics: ["hq"] }));
	return ok({ sent: parked.length });
}

/** What it would have set is remembered, so that it is not made again by itself. Problem `hq-item-not-parked`. */
export function giveUp(acting: Acting, { ids, reason }: ParsedInputOf<"hq.giveUp">): Result<{ givenUp: number }> {
	return acting.store.write(() => {
		const parked = parkedOnes(acting, ids);
		if (parked.length === 0) return fail("hq-item-not-parked");
		for (const row of parked) {
			acting.store.prepare("DELETE FROM hq_item WHERE id = ?").run(row.id);
			const contact: Contact = { kind: row.kind, id: row.contact_id };
			leaveUnsent(acting, contact, readFlat(row.sets) ?? new Map());
			requeue(acting, contact);
			recordAudit(acting, {
				action: "hq.given-up",
				subject: contact,
				details: { reason, problem: row.problem ?? "" },
			});
		}
		acting.store.announce({ type: "changed", topics: ["hq"] });
		return ok({ givenUp: parked.length });
	});
}

/** What is parked, of these or of all. */
function parkedOnes({ store, project }: Acting, ids?: readonly number[]): ParkedRow[] {
	return store
		.prepare<ParkedRow>(
			`SELECT id, kind, contact_id, sets, problem FROM hq_item WHERE project_id = :project AND state = 'parked'
			 AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids))) ORDER BY id`,
		)
		.all({ project: project.id, ids: ids ? JSON.stringify(ids) : null });
}

type ParkedRow = Pick<Row, "id" | "kind" | "contact_id" | "sets" | "problem">;

interface ConflictRow {
	contact_id: string;
	field: string;
	before: string;
	there: string;
	found_at: string;
	there_at: string | null;
}

export function listConflicts(
	acting: Acting,
	{ limit }: ParsedInputOf<"hq.conflicts">,
): { rows: HqConflict[]; more: boolean } {
	const { store, project } = acting;
	const contacts = store
		.prepare<Contact>(
			"SELECT kind, contact_id id FROM hq_conflict WHERE project_id = ? GROUP BY kind, contact_id ORDER BY MIN(id) LIMIT ?",
		)
		.all(project.id, limit + 1);
	const rows = contacts.slice(0, limit).map((contact): HqConflict => {
		const ours: Flat = copyOfOurs(acting, contact)?.flat ?? new Map();
		const fields = conflictsOf(acting, contact);
		return {
			contact: contactRef(acting, { ...contact, projectId: project.id }),
			foundAt: fields[0]?.found_at ?? "",
			fields: fields.map(({ field, before, there }) => ({
				field: shownField(field),
				before,
				here: ours.get(field) ?? "",
				there,
			})),
			hereAt: lastChangeAt(acting.store, contact, ownActions),
			thereAt: fields[0]?.there_at ?? null,
		};
	});
	return { rows, more: contacts.length > limit };
}

/** Problems `hq-conflict-not-found`, and `hq-conflict-changed` {field}, where HQ's value is not the one that was seen. */
export function settleConflict(acting: Acting, input: ParsedInputOf<"hq.settle">): Result<{ left: number }> {
	const { store } = acting;
	const { kind, choices } = input;
	return store.write(() => {
		const worker = kind === "worker" ? findWorker(acting, input.id) : null;
		// People know a worker by the username.
		const contact: Contact = { kind, id: worker?.ok ? worker.value.id : input.id };
		const open = conflictsOf(acting, contact);
		const chosen = open.flatMap((row) => {
			const choice = choices.find((one) => one.field === shownField(row.field));
			return choice ? [{ ...row, take: choice.take, seen: choice.there }] : [];
		});
		if (chosen.length === 0) return fail("hq-conflict-not-found");
		const changed = chosen.find((row) => row.there !== row.seen);
		if (changed) return fail("hq-conflict-changed", { details: { field: shownField(changed.field) } });
		const theirs = new Map(chosen.filter((row) => row.take === "there").map((row) => [row.field, row.there]));
		if (theirs.size > 0 && worker?.ok) receiveWorker(acting, asReceivedWorker(worker.value.username, theirs));
		if (theirs.size > 0 && kind === "case" && !receiveCase(acting, asReceived(contact.id, theirs)))
			leaveToHq(acting, contact, [...theirs.keys()]);
		for (const { field, take } of chosen) {
			store
				.prepare("DELETE FROM hq_conflict WHERE kind = ? AND contact_id = ? AND field = ?")
				.run(kind, contact.id, field);
			recordAudit(acting, {
				action: "hq.conflict-settled",
				subject: contact,
				details: { field: shownField(field), take },
			});
		}
		requeue(acting, contact);
		store.announce({ type: "changed", topics: ["hq", kind === "case" ? "cases" : "workers"] });
		return ok({ left: open.length - chosen.length });
	});
}

/** A case that was deleted here takes nothing from HQ; that HQ keeps its own is all that can be done. */
function leaveToHq(acting: Acting, contact: Contact, fields: readonly string[]): void {
	const ours: Flat = copyOfOurs(acting, contact)?.flat ?? new Map();
	leaveUnsent(acting, contact, new Map(fields.map((field) => [field, ours.get(field) ?? ""])));
}

function conflictsOf({ store, project }: Acting, { kind, id }: Contact): ConflictRow[] {
	return store
		.prepare<ConflictRow>("SELECT * FROM hq_conflict WHERE project_id = ? AND kind = ? AND contact_id = ? ORDER BY id")
		.all(project.id, kind, id);
}

interface RoundRow {
	id: number;
	started_at: string;
	ended_at: string | null;
	pushed: number;
	pulled: number;
	parked: number;
	conflicts: number;
	unread: number;
	bytes: number;
	problem: string | null;
	problem_details: string;
}

export function listRounds(
	{ store, project }: Acting,
	{ limit }: ParsedInputOf<"hq.history">,
): { rows: HqRound[]; more: boolean } {
	const rows = store
		.prepare<RoundRow>("SELECT * FROM hq_round WHERE project_id = ? ORDER BY id DESC LIMIT ?")
		.all(project.id, limit + 1);
	return {
		rows: rows.slice(0, limit).map((row) => ({
			id: row.id,
			startedAt: row.started_at,
			endedAt: row.ended_at,
			pushed: row.pushed,
			pulled: row.pulled,
			parked: row.parked,
			conflicts: row.conflicts,
			unread: row.unread,
			bytes: row.bytes,
			problem: row.problem ? { code: row.problem, details: detailsOf(row.problem_details) } : null,
		})),
		more: rows.length > limit,
	};
}
