import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import type { Gateways } from "../../gateway/index.ts";
import { fail, ok, type Result } from "../../ground/index.ts";
import type { MessageView, UnknownText } from "../api.ts";
import type { Correspondents } from "../correspondents.ts";
import { findMessage, type MessageRecord, messageView } from "../message-record.ts";

/** Texts of the project that wait for a person to let them go, oldest first. */
export function heldTexts(acting: Acting, people: Correspondents, limit: number): MessageView[] {
	return inState(acting, "held", limit).map((record) => messageView(acting, people, record));
}

/** Texts whose fate nobody knows, oldest first, with what the gateway knows of each. */
export function unknownTexts(acting: Acting, gateways: Gateways, people: Correspondents, limit: number): UnknownText[] {
	return inState(acting, "unknown", limit).map((record) => ({
		message: messageView(acting, people, record),
		...(gateways.unknownFacts(record.id) ?? nothingKnown(record)),
	}));
}

/** A person lets a held text go. Problems `message-not-found`, `not-held`. */
export function releaseText(acting: Acting, gateways: Gateways, id: string): Result<MessageRecord> {
	return acting.store.write(() => {
		const record = findMessage(acting, id);
		if (record?.direction !== "out") return fail("message-not-found");
		if (record.state !== "held" || !gateways.release(id)) return fail("not-held");
		recordAudit(acting, {
			action: "message.released",
			subject: { kind: "message", id },
			details: record.problem === null ? {} : { code: record.problem },
		});
		return ok(findMessage(acting, id) ?? record);
	});
}

function inState({ store, project }: Acting, state: string, limit: number): MessageRecord[] {
	return store
		.prepare<MessageRecord>(
			"SELECT * FROM message WHERE state = ? AND direction = 'out' AND project_id = ? ORDER BY seq LIMIT ?",
		)
		.all(state, project.id, limit);
}

/** The gateway's side of it is gone, as after a restored backup. */
function nothingKnown({ problem }: MessageRecord) {
	return {
		problem: problem ?? "no-answer-from-modem",
		unknownParts: [],
		sentParts: [],
		typedAt: null,
		sim: null,
		reference: null,
		wasRepeated: false,
		mayReport: false,
	};
}
