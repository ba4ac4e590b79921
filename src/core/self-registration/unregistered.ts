import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, ok, type Result } from "../ground/index.ts";
import { type Incoming, textOfMessage } from "../messaging/index.ts";
import type { UnregisteredReason, UnregisteredText } from "./api.ts";

const dayMs = 24 * 60 * 60_000;

/** Keeps a text that registered nobody, with its reason, for staff. Call inside the transaction that handles it. */
export function noteUnregistered(acting: Acting, incoming: Incoming, reason: UnregisteredReason): void {
	const { store, clock, project } = acting;
	store
		.prepare(
			"INSERT OR IGNORE INTO unregistered_text (message_id, project_id, sender, reason, at) VALUES (?, ?, ?, ?, ?)",
		)
		.run(incoming.id, project.id, incoming.peer, reason, instant(clock));
	recordAudit(acting, {
		action: "self-registration.refused",
		subject: { kind: "message", id: incoming.id },
		details: { reason },
	});
	store.announce({ type: "changed", topics: ["inbox"] });
}

/** Has this sender been told within a day that it is registered already? */
export function wasToldToday({ store, clock }: Acting, sender: string): boolean {
	return (
		store
			.prepare("SELECT 1 FROM unregistered_text WHERE sender = ? AND reason = 'already-registered' AND at > ? LIMIT 1")
			.get(sender, new Date(clock.nowMs() - dayMs).toISOString()) !== undefined
	);
}

/** Newest first. */
export function listUnregistered({ store, project }: Acting, open: boolean, limit: number): UnregisteredText[] {
	return store
		.prepare<{
			id: number;
			message_id: string;
			sender: string;
			reason: UnregisteredReason;
			at: string;
			settled_at: string | null;
		}>(
			`SELECT * FROM unregistered_text WHERE project_id = ? ${open ? "AND settled_at IS NULL" : ""} ORDER BY id DESC LIMIT ?`,
		)
		.all(project.id, limit)
		.map((row) => ({
			id: String(row.id),
			messageId: row.message_id,
			sender: row.sender,
			text: textOfMessage(store, row.message_id) ?? "",
			reason: row.reason,
			at: row.at,
			settledAt: row.settled_at,
		}));
}

/** Somebody has looked after it. Problem `unregistered-not-found`. */
export function settleUnregistered(acting: Acting, id: string): Result<{ id: string }> {
	return acting.store.write(() => {
		const done = acting.store
			.prepare(
				"UPDATE unregistered_text SET settled_at = ?, settled_by = ? WHERE id = ? AND project_id = ? AND settled_at IS NULL",
			)
			.run(instant(acting.clock), acting.staff?.name ?? null, Number(id) || 0, acting.project.id);
		if (done.changes !== 1) return fail("unregistered-not-found", { field: "id" });
		recordAudit(acting, { action: "self-registration.settled", subject: { kind: "unregistered", id } });
		acting.store.announce({ type: "changed", topics: ["inbox"] });
		return ok({ id });
	});
}
