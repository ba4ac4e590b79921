import { z } from "zod";
import { asks, does, gives } from "../api/entry.ts";

const word = z.string().trim().max(255);

/** How people register themselves by text, of one project. Owner and submitter are usernames (an owner may be a group's name). */
export const selfRegistrationSettings = z.object({
	case: z.object({ enabled: z.boolean(), type: word, owner: word, submitter: word }),
	worker: z.object({ enabled: z.boolean() }),
	welcome: z.object({
		case: z.object({ enabled: z.boolean(), survey: word }),
		worker: z.object({ enabled: z.boolean() }),
	}),
});

export interface SelfRegistrationSettings extends z.output<typeof selfRegistrationSettings> {
	/** `join-needs-one-word`: nobody can text this project's name after `join`. `submitter-not-a-worker`: no worker has that username. */
	warnings: ("join-needs-one-word" | "submitter-not-a-worker")[];
	/** What people text to become a case, such as `join clinic`, and a worker; null where the name has several words. */
	joinCase: string | null;
	joinWorker: string | null;
}

/** Why a text that asked to register somebody registered nobody. */
export type UnregisteredReason =
	| "project-missing"
	| "unknown-project"
	| "case-registration-off"
	| "worker-registration-off"
	| "self-registration-incomplete"
	| "sender-not-a-number"
	| "already-registered"
	| "number-in-use"
	| "username-too-long"
	| "username-reserved"
	| "bad-username"
	| "username-taken"
	| "username-used-before";

export interface UnregisteredText {
	id: string;
	messageId: string;
	/** Digits, or letters of a sender without a number. */
	sender: string;
	text: string;
	reason: UnregisteredReason;
	at: string;
	settledAt: string | null;
}

export const selfRegistrationApi = {
	"selfRegistration.settings": asks("supervisor", z.object({}), gives<SelfRegistrationSettings>()),
	/** All at once. Problem `self-registration-incomplete` with the field that is missing. */
	"selfRegistration.saveSettings": does("supervisor", selfRegistrationSettings, gives<SelfRegistrationSettings>()),
	/** Newest first; with `open` only those that nobody has looked after. */
	"selfRegistration.unregistered": asks(
		"clerk",
		z.object({ open: z.boolean().default(true), limit: z.number().int().min(1).max(500).default(100) }),
		gives<UnregisteredText[]>(),
	),
	"selfRegistration.settleUnregistered": does("clerk", z.object({ id: z.string().max(30) }), gives<{ id: string }>()),
};
