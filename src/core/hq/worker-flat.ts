import type { Acting } from "../api/acting.ts";
import { foldUsername, numbersOf, type WorkerRecord } from "../contacts/index.ts";
import { lenientDigits } from "../phone-numbers/index.ts";
import type { Flat } from "./flat.ts";
import type { HqUser } from "./hq-answers.ts";

/** What of a mobile worker goes to HQ and comes from there, beside `@username`, by HQ's names (commcare-behaviour §7.4). */
const texts = {
	"@firstName": "first_name",
	"@lastName": "last_name",
	"@email": "email",
	"@language": "language",
} as const;

/** A worker of ours. One who was deactivated holds no number, and so has none on HQ either, which frees it there too. */
export function flatOfOurWorker(acting: Acting, worker: WorkerRecord): Flat {
	return filled([
		["@username", worker.username],
		["@firstName", worker.first_name],
		["@lastName", worker.last_name],
		["@email", worker.email],
		["@language", worker.language ?? ""],
		["@numbers", worker.active ? numbersOf(acting.store, worker.id).join(" ") : ""],
	]);
}

/** A mobile worker of HQ; the first number is the default. `silent`: fields that HQ's answer does not have, of which nothing is known. */
export function flatOfTheirWorker(user: HqUser): { flat: Flat; silent: Set<string> } {
	const silent = new Set<string>();
	const pairs = Object.entries(texts).map(([field, name]): [string, string] => {
		if (user[name] === undefined) silent.add(field);
		return [field, user[name] ?? ""];
	});
	if (user.phone_numbers === undefined) silent.add("@numbers");
	const digits = (user.phone_numbers ?? []).flatMap((one) => lenientDigits(one ?? "") ?? []);
	const first = lenientDigits(user.default_phone_number ?? "");
	const ordered = first && digits.includes(first) ? [first, ...digits] : digits;
	return {
		flat: filled([
			["@username", shortUsername(user.username)],
			...pairs,
			["@numbers", [...new Set(ordered.filter((one) => one.length > 3))].join(" ")],
		]),
		silent,
	};
}

/** What HQ is asked to set: the numbers as a whole list, since it replaces them so. */
export function asHqUser(sets: Flat): Record<string, string | string[]> {
	const body: Record<string, string | string[]> = {};
	for (const [field, name] of Object.entries(texts)) {
		const value = sets.get(field);
		if (value !== undefined) body[name] = value;
	}
	const numbers = sets.get("@numbers");
	if (numbers !== undefined) body.phone_numbers = numbers.split(" ").filter(Boolean);
	return body;
}

/** The first half of HQ's `name@project.commcarehq.org`. */
export function shortUsername(username: string): string {
	return foldUsername(username.split("@")[0] ?? username);
}

function filled(pairs: [string, string][]): Flat {
	return new Map(pairs.filter(([, value]) => value !== ""));
}
