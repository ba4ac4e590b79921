import { fail, ok, type Result } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import { asRepeat } from "../pdu/encode-submit.ts";
import { followParts } from "./follow-parts.ts";

/**
 * A person settles a text whose answer never came. Sent again: only the unknown parts go, marked so that the centre may refuse a
 * copy (3GPP TS 23.040 9.2.3.25), with the reference they had where that is known, and with a report asked for. Problem: `not-unknown`.
 */
export function settleUnknown(deps: GatewayDeps, messageId: string, as: "was-sent" | "send-again"): Result<undefined> {
	const { store, clock } = deps;
	return store.write(() => {
		const parts = store
			.prepare<{ id: number; pdu: string; mr: number | null }>(
				"SELECT id, pdu, mr FROM outgoing_part WHERE message_id = ? AND state = 'unknown' ORDER BY part",
			)
			.all(messageId);
		if (parts.length === 0) return fail("not-unknown");
		for (const { id, pdu, mr } of parts) {
			if (as === "was-sent") {
				store
					.prepare(
						"UPDATE outgoing_part SET state = 'sent', problem = NULL, sent_at = COALESCE(typed_at, ?) WHERE id = ?",
					)
					.run(clock.nowMs(), id);
			} else {
				store
					.prepare(
						"UPDATE outgoing_part SET state = 'queued', problem = NULL, attempts = 0, repeat = 1, pdu = ? WHERE id = ?",
					)
					.run(asRepeat(pdu, mr), id);
			}
		}
		if (as === "send-again") {
			// Asked for now, it counts as new.
			store
				.prepare("UPDATE outgoing SET not_before = 0, reports = 1, queued_at = ? WHERE message_id = ?")
				.run(clock.nowMs(), messageId);
		}
		followParts(deps, messageId);
		store.afterCommit(deps.wake);
		return ok();
	});
}
