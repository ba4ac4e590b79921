import { expect, it } from "vitest";
import { ago } from "./time-words.ts";

const now = Date.parse("2026-03-10T12:00:00Z");

it.each([
	["2026-03-10T11:59:40Z", "en", "now"],
	["2026-03-10T11:58:00Z", "en", "2 minutes ago"],
	["2026-03-09T11:00:00Z", "en", "yesterday"],
	["2026-03-10T15:00:00Z", "en", "in 3 hours"],
	["2025-01-10T12:00:00Z", "en", "last year"],
	["2026-03-10T11:58:00Z", "fr", "il y a 2 minutes"],
	["2026-03-10T11:58:00Z", "ar", "قبل دقيقتين"],
])("%s in %s is %s", (at, language, words) => {
	expect(ago(at, now, language)).toBe(words);
});
