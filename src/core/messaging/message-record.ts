import type { Acting } from "../api/acting.ts";
import { awaitsReview } from "../consent/index.ts";
import type { ContactRef } from "../phone-numbers/api.ts";
import type { InState, MessageView, OutState } from "./api.ts";
import type { Correspondents } from "./correspondents.ts";

/**
 * Why the office sends a text. Confirmations of STOP and START pass the gate, the consent question passes its consent rule, and a
 * test to somebody's own phone and an answer to whoever asked to be registered need no consent; all but `text` and `test` are automatic.
 */
export type Purpose =
	| "text"
	| "opt-out"
	| "opt-in"
	| "verification"
	| "registration"
	| "reply"
	| "survey"
	| "consent"
	| "test";

/** A text as it stands in the database. */
export interface MessageRecord {
	seq: number;
	id: string;
	project_id: string;
	direction: "in" | "out";
	peer: string | null;
	contact_kind: "case" | "worker" | null;
	contact_id: string | null;
	gateway: string | null;
	text: string | null;
	parts: number;
	state: OutState | InState;
	problem: string | null;
	purpose: Purpose;
	answers_id: string | null;
	created_at: string;
	network_at: string | null;
	sent_at: string | null;
	delivered_at: string | null;
	claimed_by: string | null;
	read_at: string | null;
}

export function findMessage(acting: Pick<Acting, "store">, id: string): MessageRecord | undefined {
	return acting.store.prepare<MessageRecord>("SELECT * FROM message WHERE id = ?").get(id);
}

/** What somebody wrote, for showing; null where it could not be read. */
export function textOfMessage(store: Acting["store"], id: string): string | null {
	return store.prepare<{ text: string | null }>("SELECT text FROM message WHERE id = ?").get(id)?.text ?? null;
}

export function contactOf(record: Pick<MessageRecord, "contact_kind" | "contact_id" | "project_id">) {
	return record.contact_kind && record.contact_id
		? { kind: record.contact_kind, id: record.contact_id, projectId: record.project_id }
		: null;
}

/** A text as every host shows it. */
export function messageView(acting: Acting, people: Correspondents, record: MessageRecord): MessageView {
	const contact = contactOf(record);
	const shown: ContactRef | null = contact ? people.ref(acting, contact) : null;
	const own = record.direction === "out";
	return {
		id: record.id,
		direction: record.direction,
		from: own ? null : record.peer,
		to: own ? record.peer : null,
		contact: shown,
		gateway: record.gateway,
		text: record.text,
		parts: record.parts,
		state: record.state,
		problem: record.problem,
		createdAt: record.created_at,
		sentAt: own ? record.sent_at : record.network_at,
		deliveredAt: record.delivered_at,
		claimedBy: record.claimed_by,
		awaitsReview: record.claimed_by === "review" && awaitsReview(acting.store, record.id),
		read: own || record.read_at !== null,
	};
}
