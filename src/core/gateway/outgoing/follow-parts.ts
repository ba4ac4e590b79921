import { instant } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import { messageState, type PartFate } from "./message-state.ts";

/**
 * Sums up a text after its parts changed and tells the hook where the sum is another. Returns the state it is in then, null where there is
 * no such text. Inside the transaction of the change.
 */
export function followParts({ store, clock, hooks, tell }: GatewayDeps, messageId: string): string | null {
	const message = store
		.prepare<{ state: string; gateway: string; problem: string | null }>(
			"SELECT state, gateway, problem FROM outgoing WHERE message_id = ?",
		)
		.get(messageId);
	if (!message || message.state === "cancelled") return message?.state ?? null;
	const parts = store.prepare<PartFate>("SELECT state, problem FROM outgoing_part WHERE message_id = ?").all(messageId);
	const sum = messageState(parts);
	// What is held goes on when a person says so, not because one of its parts was heard of.
	if (message.state === "held" && (sum.state === "queued" || sum.state === "sending")) return message.state;
	if (sum.state === message.state && sum.problem === message.problem) return message.state;
	store
		.prepare("UPDATE outgoing SET state = ?, problem = ? WHERE message_id = ?")
		.run(sum.state, sum.problem, messageId);
	hooks.onSendState(messageId, { ...sum, at: instant(clock) });
	const event = sum.state === "queued" || sum.state === "held" ? "retry" : sum.state;
	tell({ event, gateway: message.gateway, messageId, problem: sum.problem, parts: parts.length });
	return sum.state;
}

/** A part is lost, and with it the text: what has not left yet stays here. */
export function failPart(deps: GatewayDeps, part: { id: number; messageId: string }, problem: string): void {
	const { store } = deps;
	store.prepare("UPDATE outgoing_part SET state = 'failed', problem = ? WHERE id = ?").run(problem, part.id);
	store
		.prepare("UPDATE outgoing_part SET state = 'cancelled' WHERE message_id = ? AND state = 'queued'")
		.run(part.messageId);
	followParts(deps, part.messageId);
}
