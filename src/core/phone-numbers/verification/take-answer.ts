import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import { instant } from "../../ground/index.ts";
import { type EntryOwner, makeVerified, pendingOwner } from "../worker-entry.ts";
import { answersOneTwoThree } from "./answer-words.ts";
import type { MissedAnswer } from "./api.ts";
import { askedOf } from "./requests.ts";

/** How long after the newest question an answer counts (reliability H5). */
const answerWithinMs = 7 * 24 * 60 * 60_000;

/** A text that came in: the number it is filed under, and when the network took it. */
export interface PossibleAnswer {
	messageId: string;
	peer: string;
	text: string;
	networkAt: string;
}

/**
 * Takes `123` from a pending number: two-way and verified, whichever gateway it came in on (commcare-behaviour §1.5). Any other text of a
 * pending number changes nothing and is noted with its reason. An answer is measured by the network's time against the laptop's, so a
 * clock set back or forward by a day can refuse one; the number then stays pending, and a resend measures anew.
 * `acting` must be of the worker's project (`pendingOwner`). Returns who is verified now, or null.
 */
export function takeAnswer(acting: Acting, answer: PossibleAnswer): EntryOwner | null {
	const { store } = acting;
	const owner = pendingOwner(store, answer.peer);
	if (!owner) return null;
	const why = whyNoAnswer(acting, owner, answer);
	if (why) {
		store
			.prepare(
				`INSERT INTO verification_miss (digits, message_id, at, why) VALUES (?, ?, ?, ?)
				 ON CONFLICT (digits) DO UPDATE SET message_id = excluded.message_id, at = excluded.at, why = excluded.why`,
			)
			.run(answer.peer, answer.messageId, instant(acting.clock), why);
		store.announce({ type: "changed", topics: ["workers"], ids: [owner.id] });
		return null;
	}
	makeVerified(acting, owner, answer.peer);
	store
		.prepare(
			"UPDATE verification_request SET outcome = 'verified', settled_at = ? WHERE owner_id = ? AND digits = ? AND outcome IS NULL",
		)
		.run(instant(acting.clock), owner.id, answer.peer);
	store.prepare("DELETE FROM verification_miss WHERE digits = ?").run(answer.peer);
	recordAudit(acting, {
		action: "number.verified",
		subject: { kind: "worker", id: owner.id },
		details: { message: answer.messageId },
	});
	store.announce({ type: "changed", topics: ["workers", "numbers"], ids: [owner.id] });
	return owner;
}

function whyNoAnswer(
	acting: Acting,
	owner: EntryOwner,
	{ peer, text, networkAt }: PossibleAnswer,
): MissedAnswer | null {
	if (!answersOneTwoThree(text)) return "no-123";
	const { firstAt, lastAt } = askedOf(acting, owner, peer);
	const at = Date.parse(networkAt);
	// The network stamps whole seconds.
	if (firstAt === null || lastAt === null || at < Math.floor(Date.parse(firstAt) / 1000) * 1000)
		return "older-than-question";
	return at > Date.parse(lastAt) + answerWithinMs ? "too-late" : null;
}
