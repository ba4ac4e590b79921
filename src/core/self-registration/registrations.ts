import type { Acting } from "../api/acting.ts";
import { findCase } from "../contacts/index.ts";
import { instant } from "../ground/index.ts";
import type { Incoming } from "../messaging/index.ts";

const dayMs = 24 * 60 * 60_000;

/** Puts down who registered by which text. Call inside the transaction that made the contact. */
export function noteRegistration(
	{ store, clock, project }: Acting,
	incoming: Incoming,
	contact: { kind: "case" | "worker"; id: string; submitter: string | null },
): void {
	store
		.prepare(
			"INSERT INTO sms_registration (message_id, project_id, digits, kind, contact_id, submitter, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		)
		.run(incoming.id, project.id, incoming.peer, contact.kind, contact.id, contact.submitter, instant(clock));
	store.announce({ type: "changed", topics: ["inbox", "cases", "workers"] });
}

/**
 * Has this number registered an open case here within a day? Then the same text was delivered twice, also where the case could not become two-way
 * because somebody else has the number reserved. Later, a sender that is only one-way registers anew (commcare-behaviour §3.5).
 */
export function hasJustRegistered(acting: Acting, digits: string): boolean {
	return acting.store
		.prepare<{ contact_id: string }>(
			"SELECT contact_id FROM sms_registration WHERE digits = ? AND project_id = ? AND kind = 'case' AND at > ?",
		)
		.all(digits, acting.project.id, new Date(acting.clock.nowMs() - dayMs).toISOString())
		.some(({ contact_id }) => {
			const found = findCase(acting, contact_id);
			return found.ok && found.value.closed_at === null && found.value.phone === digits;
		});
}
