import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import type { Gateways, SendState } from "../../gateway/index.ts";
import { fail, ok, type Result } from "../../ground/index.ts";
import type { Correspondents } from "../correspondents.ts";
import { contactOf, findMessage, type MessageRecord } from "../message-record.ts";
import { whyNotConfirm } from "./confirmation.ts";
import { whyNot } from "./queue-text.ts";

/**
 * The gate once more, asked by the gateway in the transaction that commits "typed", before the first byte: whatever was
 * stopped, withdrawn or closed since the text was queued still wins (design rules 7 and 8).
 */
export function whyNotSendNow(
	acting: Acting,
	people: Correspondents,
	gateways: Pick<Gateways, "refuses">,
	messageId: string,
): string | null {
	const record = findMessage(acting, messageId);
	if (!record) return "MESSAGE_UNKNOWN";
	// Which country the SIM is of is known only now.
	const costly = gateways.refuses(record.gateway ?? "", record.peer ?? "", acting.project.country);
	if (costly !== null) return costly;
	if (record.purpose === "opt-out" || record.purpose === "opt-in") return whyNotConfirm(acting, record);
	return whyNot(
		people.whyNotText(acting, { contact: contactOf(record), digits: record.peer, gatewayName: null }),
		record.purpose,
	);
}

/** No review holds this number any more: what waited for it goes on, or fails at the gate. */
export function releaseReviewed({ store }: Pick<Acting, "store">, gateways: Gateways, digits: string): void {
	const held = store
		.prepare<{ id: string }>(
			"SELECT id FROM message WHERE peer = ? AND state = 'held' AND problem = 'HELD_FOR_REVIEW' ORDER BY seq",
		)
		.all(digits);
	for (const { id } of held) gateways.release(id);
}

/** Takes over how far the gateway is with a text. Called inside the gateway's transaction; a message only changes state, it never leaves the log. */
export function followSending(
	acting: Pick<Acting, "store">,
	messageId: string,
	change: { state: SendState; problem: string | null; at: string },
): void {
	const { store } = acting;
	store
		.prepare(
			`UPDATE message SET state = :state, problem = :problem,
			 sent_at = CASE WHEN :state IN ('sent', 'delivered') THEN COALESCE(sent_at, :at) ELSE sent_at END,
			 delivered_at = CASE WHEN :state = 'delivered' THEN :at ELSE delivered_at END WHERE id = :id`,
		)
		.run({ id: messageId, state: change.state, problem: change.problem, at: change.at });
	store.announce({ type: "changed", topics: ["messages"], ids: [messageId] });
}

/** Takes back a text that has not begun to leave. Problems `message-not-found`, `already-leaving`. */
export function cancelText(acting: Acting, gateways: Gateways, id: string): Result<MessageRecord> {
	return acting.store.write(() => {
		const record = findMessage(acting, id);
		if (record?.direction !== "out") return fail("message-not-found");
		if (!["queued", "held"].includes(record.state) || !gateways.cancel(id)) return fail("already-leaving");
		acting.store.prepare("UPDATE message SET state = 'failed', problem = 'CANCELLED' WHERE id = ?").run(id);
		recordAudit(acting, { action: "message.cancelled", subject: { kind: "message", id } });
		acting.store.announce({ type: "changed", topics: ["messages"], ids: [id] });
		return ok({ ...record, state: "failed" as const, problem: "CANCELLED" });
	});
}

/** A person settles a text whose fate is unknown. Problems `message-not-found`, `not-unknown`. */
export function settleText(
	acting: Acting,
	gateways: Gateways,
	id: string,
	as: "was-sent" | "send-again",
): Result<MessageRecord> {
	return acting.store.write(() => {
		const record = findMessage(acting, id);
		if (record?.direction !== "out") return fail("message-not-found");
		if (record.state !== "unknown") return fail("not-unknown");
		gateways.settle(id, as);
		recordAudit(acting, { action: "message.settled", subject: { kind: "message", id }, details: { as } });
		return ok(findMessage(acting, id) ?? record);
	});
}
