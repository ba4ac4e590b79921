import type { Store } from "../storage/index.ts";
import { asciiDigits } from "./clean-number.ts";
import { asHolder, type Holder, type HolderRow } from "./holders.ts";
import { parseNumber } from "./parse-number.ts";

/** Shortest suffix that may name a sender: below it too many people share the digits. */
const shortestSuffix = 7;

/** Who an incoming text is filed under. `ambiguous`: more than one known number may be meant, so it is nobody's. */
export interface Recognised {
	digits: string;
	known: boolean;
	ambiguous: boolean;
}

/**
 * The number of a sender as the office keeps it (commcare-behaviour §1.6, recommended order): exact, then national form by the SIM's
 * country, then without one to three digits in front, then a unique suffix. The last two find two-way numbers only: a pending number must
 * answer with exactly itself (reliability H5). Letters-only and short senders stay as they are.
 */
export function recogniseSender(
	store: Store,
	sender: { from: string; international: boolean; country: string | null },
): Recognised {
	const from = asciiDigits(sender.from).replace(/^\+/, "");
	const stranger = { digits: from, known: false, ambiguous: false };
	if (!/^\d+$/.test(from)) return { ...stranger, digits: sender.from };
	if (stateOf(store, from)) return { ...stranger, known: true };
	if (from.length < shortestSuffix) return stranger;
	// Some networks mark every sender so: only a number that can be one is believed.
	if (sender.international && parseNumber(`+${from}`).valid) return stranger;

	const parsed = sender.country ? parseNumber(from, sender.country) : null;
	const national = parsed?.digits ?? null;
	if (national !== null && (parsed?.valid || stateOf(store, national)))
		return { ...stranger, digits: national, known: stateOf(store, national) !== null };
	for (const cut of [1, 2, 3]) {
		const shorter = from.slice(cut);
		if (shorter.length >= shortestSuffix && stateOf(store, shorter) === "two-way")
			return { ...stranger, digits: shorter, known: true };
	}
	const [only, second] = numbersEndingSo(store, from);
	if (only && !second && only.state === "two-way") return { ...stranger, digits: only.digits, known: true };
	return { ...stranger, ambiguous: second !== undefined };
}

/** Holders of reserved numbers that end like a sender's digits, leading zeros apart; two-way first, 20 at most. */
export function numbersEndingSo(store: Store, from: string): (Holder & { digits: string })[] {
	const bare = asciiDigits(from).replace(/^\+?0*/, "");
	if (!/^\d+$/.test(bare) || bare.length < shortestSuffix) return [];
	return store
		.prepare<HolderRow & { digits: string }>(
			`SELECT owner_kind, owner_id, project_id, two_way, pending, digits FROM phone_entry
			 WHERE (two_way = 1 OR pending = 1) AND substr(digits, -7) = ? AND digits LIKE '%' || ? ORDER BY two_way DESC, id LIMIT 20`,
		)
		.all(bare.slice(-shortestSuffix), bare)
		.map((row) => ({ ...asHolder(row), digits: row.digits }));
}

function stateOf(store: Store, digits: string): "two-way" | "pending" | null {
	const row = store
		.prepare<{ two_way: number }>("SELECT two_way FROM phone_entry WHERE digits = ? AND (two_way = 1 OR pending = 1)")
		.get(digits);
	return row ? (row.two_way ? "two-way" : "pending") : null;
}
