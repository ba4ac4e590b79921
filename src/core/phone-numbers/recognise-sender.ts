import type { Store } from "../storage/index.ts";
import { asciiDigits } from "./clean-number.ts";
import { parseNumber } from "./parse-number.ts";

/** Shortest suffix that may name a sender: below it too many people share the digits. */
const shortestSuffix = 7;

/**
 * The number of a sender as the office keeps it (commcare-behaviour §1.6, recommended order): exact, then national form by the
 * SIM's country, then a unique suffix among two-way and pending numbers. `digits` is what the sender is filed under; letters-only
 * and short senders stay as they are. `ambiguous` where more than one known number ends so.
 */
export function recogniseSender(
	store: Store,
	sender: { from: string; international: boolean; country: string | null },
): { digits: string; known: boolean; ambiguous: boolean } {
	const from = asciiDigits(sender.from).replace(/^\+/, "");
	if (!/^\d+$/.test(from)) return { digits: sender.from, known: false, ambiguous: false };
	if (isReserved(store, from)) return { digits: from, known: true, ambiguous: false };
	if (sender.international) return { digits: from, known: false, ambiguous: false };

	const parsed = from.length >= shortestSuffix && sender.country ? parseNumber(from, sender.country) : null;
	if (parsed?.digits && parsed.valid)
		return { digits: parsed.digits, known: isReserved(store, parsed.digits), ambiguous: false };
	const bare = from.replace(/^0+/, "");
	if (bare.length < shortestSuffix) return { digits: from, known: false, ambiguous: false };
	const matches = store
		.prepare<{ digits: string }>(
			"SELECT DISTINCT digits FROM phone_entry WHERE (two_way = 1 OR pending = 1) AND digits LIKE '%' || ? LIMIT 2",
		)
		.all(bare);
	const [only, second] = matches;
	if (only && !second) return { digits: only.digits, known: true, ambiguous: false };
	return { digits: from, known: false, ambiguous: second !== undefined };
}

function isReserved(store: Store, digits: string): boolean {
	return (
		store.prepare("SELECT 1 FROM phone_entry WHERE digits = ? AND (two_way = 1 OR pending = 1)").get(digits) !==
		undefined
	);
}
