/**
 * A number as its format shows it, for the formats that people give to ids, phone numbers and amounts: zeros and blanks for digits, words around
 * them, decimals, thousands, percent. Null where the format says more than that.
 */
export function renderNumber(value: number, format: string | null): string | null {
	if (format === null || /^general$/i.test(format) || format === "@") return String(value);
	const [positive = "", negative] = format.split(";");
	const pattern = value < 0 && negative ? negative : positive;
	const pieces = piecesOf(pattern);
	if (!pieces) return null;
	const { before, digits, after } = pieces;
	const percent = /%/.test(before + after);
	const size = Math.abs(value) * (percent ? 100 : 1);
	const [whole = "", fraction] = digits.split(".");
	if (/[^0#?]/.test(fraction ?? "")) return null;
	const sign = value < 0 && !negative ? "-" : "";
	const [units = "0", decimals = ""] = size.toFixed(Math.min(fraction?.length ?? 0, 20)).split(".");
	if (units.includes("e")) return null;
	const placed = placeDigits(units, whole);
	return sign + before + placed + (decimals ? `.${decimals}` : "") + after;
}

function piecesOf(pattern: string): { before: string; digits: string; after: string } | null {
	const plain = pattern
		.replace(/\[[^\]]*\]/g, "")
		.replace(/_./g, " ")
		.replace(/\*./g, "");
	let bare = "";
	const words: string[] = [];
	for (const [token] of plain.matchAll(/"[^"]*"|\\.|[\s\S]/g)) {
		const quoted = token.startsWith('"') && token.length > 1;
		if (quoted || token.startsWith("\\")) {
			bare += "\u0001".repeat(1);
			words.push(quoted ? token.slice(1, -1) : token.slice(1));
		} else bare += token;
	}
	const found = /^([^0#?]*)([0#?](?:[0#?.,\- ()/\u0001]*[0#?])?)([^0#?]*)$/.exec(bare);
	if (!found || /[eE@dmyhs/]/.test(found[1] + found[3]!)) return null;
	const fill = (text: string) => text.replaceAll("\u0001", () => words.shift() ?? "");
	const before = fill(found[1] ?? "");
	const digits = fill(found[2] ?? "");
	return { before, digits, after: fill(found[3] ?? "") };
}

/** Puts the digits on their places from the right; what is over goes before the first, a zero fills a place marked so. */
function placeDigits(units: string, whole: string): string {
	const thousands = /[0#?],[0#?]/.test(whole);
	const places = thousands ? whole.replaceAll(",", "") : whole;
	let rest = units === "0" ? "" : units;
	let placed = "";
	const first = places.search(/[0#?]/);
	for (let at = places.length - 1; at >= 0; at--) {
		const place = places[at] ?? "";
		if (!/[0#?]/.test(place)) {
			if (rest !== "" || places.slice(0, at).includes("0")) placed = place + placed;
			continue;
		}
		placed = (rest.at(-1) ?? (place === "0" ? "0" : "")) + placed;
		rest = rest.slice(0, -1);
		if (at === first) placed = rest + placed;
	}
	return thousands ? placed.replace(/\B(?=(\d{3})+$)/g, ",") : placed;
}
