import { DateTime } from "luxon";
import type { Acting } from "../api/acting.ts";
import { newIdInOrder } from "../ground/index.ts";
import type { ConsentChannel, ConsentEvent, ConsentState, ConsentWay } from "./api.ts";

/** What is put on record when somebody answers the consent question, or takes the answer back. */
export interface ConsentAnswer {
	caseId: string;
	digits: string | null;
	kind: "given" | "declined" | "withdrawn";
	channel: ConsentChannel;
	statementId: string | null;
	witness: string | null;
	how?: ConsentWay;
	/** File and row, or message id. */
	source: string | null;
}

interface Row {
	id: string;
	kind: "given" | "declined" | "withdrawn";
	at: string;
	channel: ConsentChannel;
	staff_name: string | null;
	witness: string | null;
	how: ConsentWay | null;
	source: string | null;
	language: string | null;
	version: number | null;
	text: string | null;
}

/**
 * Appends the proof record (reliability I1): who, when with the zone of the project, how, with which wording. Never edited afterwards. Returns its id,
 * for `consentEvent`.
 */
export function appendConsentEvent(acting: Acting, answer: ConsentAnswer): string {
	const id = newIdInOrder(acting.clock);
	const at = zonedInstant(acting.clock.nowMs(), acting.project.timeZone);
	acting.store
		.prepare(
			`INSERT INTO consent_event (id, project_id, case_id, digits, kind, at, channel, staff_id, staff_name, statement_id, witness, how, source)
			 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		)
		.run(
			id,
			acting.project.id,
			answer.caseId,
			answer.digits,
			answer.kind,
			at,
			answer.channel,
			acting.staff?.id ?? null,
			acting.staff?.name ?? null,
			answer.statementId,
			answer.witness,
			answer.how ?? null,
			answer.source,
		);
	return id;
}

/** A record that is there for certain, since it was just written. */
export function consentEvent({ store }: Acting, id: string): ConsentEvent {
	const row = store.prepare<Row>(`${selectEvents} WHERE e.id = ?`).get(id);
	if (!row) throw new Error("a consent event that was just written is missing");
	return eventOf(row);
}

const selectEvents = `SELECT e.id, e.kind, e.at, e.channel, e.staff_name, e.witness, e.how, e.source, s.language, s.version, s.text
	FROM consent_event e LEFT JOIN consent_statement s ON s.id = e.statement_id`;

let offsetOf = { zone: "", minute: -1, ms: 0, text: "" };

/** `2026-01-05T10:00:00.000+02:00`. A zone's offset holds for a minute at least, and asking for it takes longer than all the rest. */
function zonedInstant(ms: number, zone: string): string {
	const minute = Math.floor(ms / 60_000);
	if (offsetOf.zone !== zone || offsetOf.minute !== minute) {
		const there = DateTime.fromMillis(ms, { zone });
		if (!there.isValid) return new Date(ms).toISOString();
		const text = there.offset === 0 ? "Z" : there.toFormat("ZZ");
		offsetOf = { zone, minute, ms: there.offset * 60_000, text };
	}
	return new Date(ms + offsetOf.ms).toISOString().slice(0, -1) + offsetOf.text;
}

/**
 * Puts another case's record on this one too, as it was taken: who, when, with which wording. For two cases that turn out to be one person.
 * `source` says where it comes from. Call inside a transaction.
 */
export function carryConsentEvent({ store, clock }: Acting, eventId: string, caseId: string, source: string): string {
	const id = newIdInOrder(clock);
	store
		.prepare(
			`INSERT INTO consent_event (id, project_id, case_id, digits, kind, at, channel, staff_id, staff_name, statement_id, witness, how, source)
			 SELECT ?, project_id, ?, digits, kind, at, channel, staff_id, staff_name, statement_id, witness, how, ? FROM consent_event WHERE id = ?`,
		)
		.run(id, caseId, source, eventId);
	return id;
}

/** A person's consent history, newest first. */
export function consentHistory({ store }: Acting, caseId: string): ConsentEvent[] {
	return store.prepare<Row>(`${selectEvents} WHERE e.case_id = ? ORDER BY e.seq DESC`).all(caseId).map(eventOf);
}

function eventOf(row: Row): ConsentEvent {
	return {
		id: row.id,
		kind: row.kind,
		at: row.at,
		channel: row.channel,
		by: row.staff_name,
		witness: row.witness,
		how: row.how,
		statement: row.text === null ? null : { language: row.language ?? "", version: row.version ?? 0, text: row.text },
		source: row.source,
	};
}

/** Proof records of the project in the order they were made, with whose they are; `after`: the `seq` of the last one seen. */
export function consentsAfter(
	{ store, project }: Acting,
	after: number,
	limit: number,
): (ConsentEvent & { seq: number; caseId: string; digits: string | null })[] {
	return store
		.prepare<Row & { seq: number; case_id: string; digits: string | null }>(
			`SELECT e.seq, e.case_id, e.digits, e.id, e.kind, e.at, e.channel, e.staff_name, e.witness, e.how, e.source, s.language, s.version, s.text
			 FROM consent_event e LEFT JOIN consent_statement s ON s.id = e.statement_id
			 WHERE e.project_id = ? AND e.seq > ? ORDER BY e.seq LIMIT ?`,
		)
		.all(project.id, after, limit)
		.map((row) => ({ ...eventOf(row), seq: row.seq, caseId: row.case_id, digits: row.digits }));
}

/** Where a person stands by the newest record. */
export function consentState(
	acting: Acting,
	caseId: string,
): { state: ConsentState; at: string | null; channel: ConsentChannel | null; by: string | null } {
	const newest = acting.store
		.prepare<Row>("SELECT kind, at, channel, staff_name FROM consent_event WHERE case_id = ? ORDER BY seq DESC LIMIT 1")
		.get(caseId);
	if (!newest) return { state: "unknown", at: null, channel: null, by: null };
	return { state: newest.kind, at: newest.at, channel: newest.channel, by: newest.staff_name };
}
