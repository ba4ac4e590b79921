import type { GatewayDeps } from "../deps.ts";
import { followParts } from "./follow-parts.ts";

/**
 * In a database that was restored, what had not left by then may have left since: it is unknown, and nothing goes out a second time by
 * itself. Inside the caller's transaction. Returns how many texts.
 */
export function doubtUnsent(deps: GatewayDeps): number {
	const { store } = deps;
	const texts = store
		.prepare<{ message_id: string }>("SELECT message_id FROM outgoing WHERE state IN ('queued', 'sending', 'held')")
		.all();
	const doubt = store.prepare(
		"UPDATE outgoing_part SET state = 'unknown', problem = 'MESSAGE_RESTORED' WHERE message_id = ? AND state IN ('queued', 'opening', 'typed')",
	);
	for (const { message_id: id } of texts) {
		doubt.run(id);
		followParts(deps, id);
	}
	return texts.length;
}
