import type { Acting } from "../api/acting.ts";
import type { Result } from "../ground/index.ts";
import type { ContactRef } from "../phone-numbers/api.ts";

/** Who a text goes to or came from, as far as messaging needs to know. */
export interface Correspondent {
	contact: { kind: "case" | "worker"; id: string; projectId: string } | null;
	/** Digits of the number to use, or what the network gave for a sender; null where the contact has none. */
	digits: string | null;
	/** `contact_backend_id` of the contact. */
	gatewayName: string | null;
}

/**
 * What messaging asks about people. It knows no contacts itself: `outpost.ts` hands these in, so that the rooms of contacts and
 * messaging stand side by side and not on each other.
 */
export interface Correspondents {
	/** Understands `case:ID`, `worker:USERNAME` or digits. Problems `case-not-found`, `worker-not-found`, `not-a-number`. */
	find(acting: Acting, ref: string): Result<Correspondent>;
	/** The code a text to them is refused with now, or null. */
	whyNotText(acting: Acting, to: Correspondent): string | null;
	/** Who an incoming text is from. `projectId`: where the number is known, also as nobody's for sure. `ambiguous`: several known numbers end like this one. */
	sender(
		acting: Acting,
		from: { from: string; international: boolean; country: string | null },
	): Correspondent & { projectId: string | null; ambiguous: boolean };
	/** Who holds a number, for showing. */
	holder(acting: Acting, digits: string): Correspondent["contact"];
	ref(acting: Acting, contact: NonNullable<Correspondent["contact"]>): ContactRef;
}
