import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import { fail, ok, type Result } from "../../ground/index.ts";
import { reservationOf } from "../number-entry.ts";
import { type EntryOwner, reserveForVerification } from "../worker-entry.ts";
import type { VerifyOutcome } from "./api.ts";
import type { VerificationPost } from "./post.ts";
import { askedOf, noteRequest } from "./requests.ts";

/** The network drops a question after this long: an old one would only confuse. */
const validityMinutes = 6 * 60;

/** A worker's number to ask, and how to speak to them. */
export interface NumberToAsk {
	owner: EntryOwner;
	digits: string;
	username: string;
	language: string | null;
}

/**
 * Asks a worker's number to answer 123, or asks again (commcare-behaviour §1.5). Reservation, text, request and audit line commit together.
 * Problems `too-soon` {seconds}, `too-many`, and the codes of a refused text.
 */
export function askNumber(acting: Acting, post: VerificationPost, number: NumberToAsk): Result<VerifyOutcome> {
	const { owner, digits } = number;
	return acting.store.write(() => {
		const holder = reservationOf(acting.store, digits);
		const isOwn = holder?.owner_kind === "worker" && holder.owner_id === owner.id;
		if (holder && !isOwn) return ok<VerifyOutcome>("in-use");
		if (holder?.two_way) return ok<VerifyOutcome>("already-verified");
		const asked = askedOf(acting, owner, digits);
		if (holder && asked.waitMs > 0) return fail("too-soon", { details: { seconds: Math.ceil(asked.waitMs / 1000) } });
		if (asked.resendsLeft === 0) return fail("too-many", { details: { most: asked.today } });
		const gateway = post.gatewayFor(acting, digits);
		if (!gateway.ok) return ok<VerifyOutcome>("no-gateway");
		const queued = post.queue(acting, {
			owner,
			digits,
			text: questionFor(acting, post, number, gateway.value.replyTo),
			gateway: gateway.value.name,
			validityMinutes,
		});
		if (!queued.ok) return queued;
		reserveForVerification(acting, owner, digits);
		noteRequest(acting, { owner, digits, isResend: holder !== undefined, messageId: queued.value.messageId });
		recordAudit(acting, {
			action: holder ? "number.asked-again" : "number.asked",
			subject: { kind: "worker", id: owner.id },
		});
		acting.store.announce({ type: "changed", topics: ["workers", "numbers"], ids: [owner.id] });
		return ok<VerifyOutcome>(holder ? "resent" : "started");
	});
}

/** The question as it would be sent, naming the number to answer to where the gateway has one (commcare-behaviour §1.5, India). */
export function questionFor(
	acting: Acting,
	post: VerificationPost,
	{ username, language }: Pick<NumberToAsk, "username" | "language">,
	replyTo: string | null,
): string {
	return replyTo
		? post.say(acting, "verifyReplyTo", language, { user: username, replyTo: `+${replyTo}` })
		: post.say(acting, "verify", language, { user: username });
}
