import { fail, instant, ok, type Result } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import { findGateway, settingsOf } from "../directory/gateway-record.ts";
import type { OutgoingText } from "../hooks.ts";
import { encodeText, mostParts } from "../pdu/pdu-view.ts";
import { splitText } from "../pdu/split-text.ts";

const priorities = { verification: 0, reply: 1, bulk: 2 } as const;

/** Writes a text and its parts. Problems as `Gateways.enqueue`. */
export function queueText(deps: GatewayDeps, text: OutgoingText): Result<{ parts: number }> {
	const { store, clock } = deps;
	const gateway = findGateway(store, text.gateway);
	if (!gateway) return fail("GATEWAY_NOT_FOUND", { field: "gateway" });
	if (text.text.trim() === "") return fail("MESSAGE_BLANK", { field: "text" });
	const count = splitText(text.text).length;
	if (count > mostParts) return fail("MESSAGE_TOO_LONG", { field: "text", details: { parts: count, most: mostParts } });
	const settings = settingsOf(gateway);
	return store.write(() => {
		const encoded = encodeText({
			to: text.to,
			text: text.text,
			reference: count > 1 ? nextReference(deps, text.to) : 0,
			report: settings.deliveryReports,
			validityMinutes: text.validityMinutes ?? settings.validityMinutes,
		});
		if (!encoded.ok) return encoded;
		store
			.prepare(
				`INSERT INTO outgoing (message_id, gateway, peer, priority, parts, state, problem, reports, queued_at)
				 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			)
			.run(
				text.messageId,
				gateway.name,
				text.to,
				priorities[text.priority],
				count,
				text.held === undefined ? "queued" : "held",
				text.held ?? null,
				settings.deliveryReports ? 1 : 0,
				clock.nowMs(),
			);
		const insert = store.prepare("INSERT INTO outgoing_part (message_id, part, pdu, length) VALUES (?, ?, ?, ?)");
		for (const [nth, part] of encoded.value.entries()) insert.run(text.messageId, nth + 1, part.pdu, part.length);
		store.afterCommit(deps.wake);
		return ok({ parts: count });
	});
}

/** A reference that this number has not seen for its last 255 long texts, so that parts of two are never mixed. */
function nextReference({ store }: GatewayDeps, peer: string): number {
	const row = store
		.prepare<{ last: number }>(
			`INSERT INTO long_text_reference (peer, last) VALUES (?, 1)
			 ON CONFLICT (peer) DO UPDATE SET last = (last + 1) % 256 RETURNING last`,
		)
		.get(peer);
	return row?.last ?? 0;
}

/** A person lets a held text go; from now on it waits its turn like any other. */
export function releaseText({ store, clock, hooks, wake }: GatewayDeps, messageId: string): boolean {
	return store.write(() => {
		const { changes } = store
			.prepare(
				"UPDATE outgoing SET state = 'queued', problem = NULL, queued_at = ? WHERE message_id = ? AND state = 'held'",
			)
			.run(clock.nowMs(), messageId);
		if (changes !== 1) return false;
		hooks.onSendState(messageId, { state: "queued", problem: null, at: instant(clock) });
		store.afterCommit(wake);
		return true;
	});
}

/** Takes a text back while nothing of it has been typed. */
export function cancelText({ store }: GatewayDeps, messageId: string): boolean {
	return store.write(() => {
		const begun = store
			.prepare("SELECT 1 FROM outgoing_part WHERE message_id = ? AND state NOT IN ('queued', 'opening')")
			.get(messageId);
		if (begun) return false;
		store.prepare("UPDATE outgoing_part SET state = 'cancelled' WHERE message_id = ?").run(messageId);
		return (
			store
				.prepare("UPDATE outgoing SET state = 'cancelled' WHERE message_id = ? AND state IN ('queued', 'held')")
				.run(messageId).changes === 1
		);
	});
}
