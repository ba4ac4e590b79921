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

export function listWaiting(acting: Acting, { after, limit }: ParsedInputOf<"hq.waiting">) {
	const rows = acting.store
		.prepare<Row>(`${rowsOf} WHERE i.project_id = ? AND i.state <> 'parked' AND i.id > ? ORDER BY i.id LIMIT ?`)
		.all(acting.project.id, after, limit + 1);
	return { rows: rows.slice(0, limit).map((row) => shownItem(acting, row)), more: rows.length > limit };
}

export function listParked(acting: Acting, { after, limit, code }: ParsedInputOf<"hq.parked">) {
	const { store, project } = acting;
	const rows = store
		.prepare<Row>(
			`${rowsOf} WHERE i.project_id = :project AND i.state = 'parked' AND i.id > :after AND (:code IS NULL OR i.problem = :code) ORDER BY i.id LIMIT :limit`,
		)
		.all({ project: project.id, after, code: code ?? null, limit: limit + 1 });
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

/** Problem `hq-item-not-parked`, where none of those that are named is parked any more. */
export function sendAgain(acting: Acting, { ids, code }: ParsedInputOf<"hq.sendAgain">): Result<{ sent: number }> {
	return acting.store.write(() => {
		const parked = parkedOnes(acting).filter(
			(row) => (ids === undefined || ids.includes(row.id)) && (code === undefined || row.problem === code),
		);
		if (ids && parked.length === 0) return fail("hq-item-not-parked");
		const contacts = new Map(parked.map(({ kind, contact_id: id }) => [`${kind} ${id}`, { kind, id }]));
		for (const contact of contacts.values()) requeue(acting, contact);
		recordAudit(acting, { action: "hq.sent-again", details: { changes: parked.length } });
		acting.store.announce({ type: "changed", topics: ["hq"] });
		return ok({ sent: parked.length });
	});
}

/** What it would have set is remembered, so that it is not made again by itself. Problem `hq-item-not-parked`. */
export function giveUp(acting: Acting, { ids, reason }: ParsedInputOf<"hq.giveUp">): Result<{ givenUp: number }> {
	return acting.store.write(() => {
		const parked = parkedOnes(acting).filter((row) => ids.includes(row.id));
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

function parkedOnes({ store, project }: Acting): Row[] {
	return store
		.prepare<Row>("SELECT *, 0 behind, 0 under_way FROM hq_item WHERE project_id = ? AND state = 'parked' ORDER BY id")
		.all(project.id);
}

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
	{ after, limit }: ParsedInputOf<"hq.conflicts">,
): { rows: HqConflict[]; more: boolean } {
	const { store, project } = acting;
	const contacts = store
		.prepare<Contact>(
			"SELECT kind, contact_id id FROM hq_conflict WHERE project_id = ? GROUP BY kind, contact_id ORDER BY MIN(id) LIMIT ? OFFSET ?",
		)
		.all(project.id, limit + 1, after);
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

/** Problem `hq-conflict-not-found`. */
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
			return choice ? [{ ...row, take: choice.take }] : [];
		});
		if (chosen.length === 0) return fail("hq-conflict-not-found");
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
	bytes: number;
	problem: string | null;
	problem_details: string;
}

export function listRounds(
	{ store, project }: Acting,
	{ before, limit }: ParsedInputOf<"hq.history">,
): { rows: HqRound[]; more: boolean } {
	const rows = store
		.prepare<RoundRow>("SELECT * FROM hq_round WHERE project_id = ? AND id < ? ORDER BY id DESC LIMIT ?")
		.all(project.id, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
	return {
		rows: rows.slice(0, limit).map((row) => ({
			id: row.id,
			startedAt: row.started_at,
			endedAt: row.ended_at,
			pushed: row.pushed,
			pulled: row.pulled,
			parked: row.parked,
			conflicts: row.conflicts,
			bytes: row.bytes,
			problem: row.problem ? { code: row.problem, details: detailsOf(row.problem_details) } : null,
		})),
		more: rows.length > limit,
	};
}
