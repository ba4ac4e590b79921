import type { Acting } from "../api/acting.ts";
import type { Problem } from "../ground/index.ts";
import type { Wording } from "../messaging/index.ts";
import type { UnregisteredReason } from "./api.ts";

/** What somebody is told whose username can't be had (commcare-behaviour §3.4), by the problem of registering the worker. */
const told = {
	"username-too-long": "usernameTooLong",
	"username-reserved": "usernameReserved",
	"bad-username": "usernameBad",
	"username-taken": "usernameTaken",
	"username-used-before": "usernameUsedBefore",
	"number-in-use": "numberInUse",
} as const satisfies Partial<Record<UnregisteredReason, string>>;

/** A username of any length comes in; what goes out is paid for by the part. */
const longestEcho = 40;

/** The answer, with the username as it was typed, and the reason for staff. A problem that is not foreseen is a bug of the one who gave it. */
export function refusalText(
	wording: Wording,
	acting: Acting,
	problem: Problem,
	username: string,
): { reason: UnregisteredReason; text: string } {
	const { code, details } = problem;
	if (!Object.hasOwn(told, code)) throw new Error(`a worker was refused with ${code}`);
	const reason = code as keyof typeof told;
	const letters = [...username];
	return {
		reason,
		text: wording.say(acting, told[reason], null, {
			username: letters.length > longestEcho ? `${letters.slice(0, longestEcho).join("")}…` : username,
			longest: String(details?.longest ?? ""),
		}),
	};
}
