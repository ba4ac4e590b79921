import type { Acting } from "../../api/acting.ts";
import type { Result } from "../../ground/index.ts";
import type { EntryOwner } from "../worker-entry.ts";
import type { NumberTrouble } from "./api.ts";

/** What verifying asks of gateways, outbox and wording; handed in by the wiring, so that this room knows none of them. */
export interface VerificationPost {
	/** The gateway a text to that number takes. Problems `NO_SUITABLE_GATEWAY`, `GATEWAY_NOT_FOUND`. */
	gatewayFor(acting: Acting, digits: string): Result<NonNullable<NumberTrouble["gateway"]>>;
	/** Wording in the contact's language, else the project's (commcare-behaviour §6.2). */
	say(acting: Acting, key: "verify" | "verifyReplyTo", language: string | null, values: Record<string, string>): string;
	/** Queues a question, inside the caller's transaction. The problem is the code of the refusal. */
	queue(
		acting: Acting,
		text: { owner: EntryOwner; digits: string; text: string; gateway: string; validityMinutes: number },
	): Result<{ messageId: string }>;
	/** How many texts it costs. */
	partsOf(text: string): number;
	/** How far a text is; null where it is not known. */
	progress(acting: Acting, messageId: string): NumberTrouble["question"];
}
