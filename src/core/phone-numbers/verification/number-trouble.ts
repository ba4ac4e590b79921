import type { Acting } from "../../api/acting.ts";
import { isOptedOut, isUnderReview } from "../../consent/index.ts";
import type { ContactRef } from "../api.ts";
import { reservationOf } from "../number-entry.ts";
import type { EntryOwner } from "../worker-entry.ts";
import type { MissedAnswer, NumberTrouble } from "./api.ts";
import type { VerificationPost } from "./post.ts";
import { askedOf } from "./requests.ts";

/** Facts for whoever wonders why a number is not verified; `inUseBy` is told by the contacts room. */
export function numberTrouble(
	acting: Acting,
	post: VerificationPost,
	owner: EntryOwner,
	digits: string,
	inUseBy: ContactRef | null,
): NumberTrouble {
	const { store } = acting;
	const gateway = post.gatewayFor(acting, digits);
	const asked = askedOf(acting, owner, digits);
	const miss = store
		.prepare<{ message_id: string; at: string; why: MissedAnswer }>(
			"SELECT message_id, at, why FROM verification_miss WHERE digits = ?",
		)
		.get(digits);
	return {
		digits,
		status: numberStatus(store, owner.id, digits),
		inUseBy,
		optedOut: isOptedOut(store, digits),
		underReview: isUnderReview(store, digits),
		gateway: gateway.ok ? gateway.value : null,
		noGateway: gateway.ok ? null : gateway.problem.code,
		asked:
			asked.firstAt !== null && asked.lastAt !== null
				? { firstAt: asked.firstAt, lastAt: asked.lastAt, today: asked.today }
				: null,
		question: asked.messageId === null ? null : post.progress(acting, asked.messageId),
		lastMiss: miss ? { messageId: miss.message_id, at: miss.at, why: miss.why } : null,
	};
}

/** Status of a worker's number, the first that holds (commcare-behaviour §1.4). */
export function numberStatus(store: Acting["store"], ownerId: string, digits: string): NumberTrouble["status"] {
	const holder = reservationOf(store, digits);
	if (!holder) return "unverified";
	if (holder.owner_kind !== "worker" || holder.owner_id !== ownerId) return "duplicate";
	return holder.two_way ? "verified" : "pending";
}
