import type { Acting } from "../api/acting.ts";
import { readList, readSetting } from "../settings/index.ts";
import { isOptedOut } from "./opt-outs.ts";
import { isUnderReview } from "./stop-reviews.ts";

/** What the gate must know of the one a text would go to. */
export interface TextTarget {
	digits: string;
	/** `case`: falls under the consent rule. `worker`: does not. `unknown`: a bare number that nobody holds. */
	kind: "case" | "worker" | "unknown";
	caseId: string | null;
	/** `contact_phone_number_is_verified` is exactly 1. */
	verified: boolean;
}

/** Does the project's consent rule ask for a recorded yes before this number is texted? */
export function consentIsNeeded(acting: Pick<Acting, "store" | "project">, digits: string): boolean {
	if (readSetting(acting, "consent.required") === "everywhere") return true;
	return readList(acting, "consent.prefixes").some((prefix) => prefix !== "" && digits.startsWith(prefix));
}

/**
 * The gate before every text: the code of the refusal, or null where it may go. Opted out beats everything; then a STOP that staff
 * must look at; then consent (the flag and the proof record behind it, rule 8 of the design).
 */
export function whyNotMessage(acting: Acting, target: TextTarget): string | null {
	if (isOptedOut(acting.store, target.digits)) return "PHONE_NUMBER_OPTED_OUT";
	if (isUnderReview(acting.store, target.digits)) return "HELD_FOR_REVIEW";
	if (target.kind === "worker") return null;
	const answer = target.caseId === null ? null : newestAnswer(acting, target.caseId);
	// Somebody who said no is not texted anywhere, whatever the rule demands.
	if (answer === "declined" || answer === "withdrawn") return "NO_OPT_IN_CONSENT";
	if (!consentIsNeeded(acting, target.digits)) return null;
	return target.verified && answer === "given" ? null : "NO_OPT_IN_CONSENT";
}

function newestAnswer({ store }: Acting, caseId: string): string | null {
	const newest = store
		.prepare<{ kind: string }>("SELECT kind FROM consent_event WHERE case_id = ? ORDER BY seq DESC LIMIT 1")
		.get(caseId);
	return newest?.kind ?? null;
}
