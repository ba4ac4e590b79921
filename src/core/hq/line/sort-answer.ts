import type { Heard } from "./open-line.ts";
import { readOpenRosa } from "./read-open-rosa.ts";

/** Why a whole round ends here. */
export interface Trouble {
	code: "hq-unreachable" | "hq-not-hq" | "hq-sign-in" | "hq-busy" | "hq-budget-spent";
	why: string;
	/** Not sooner than this, where HQ said so. */
	afterMs?: number;
}

/** What became of one form (reliability C3). `lost`: nobody knows, so the same bytes go again. */
export type Verdict =
	| { as: "done" }
	/** `byHq`: HQ itself said so of this form; else it may be the affair of whoever answers, for all forms alike. */
	| { as: "refused"; code: "hq-refused" | "hq-no-right"; said: string; byHq?: true }
	| { as: "error"; said: string }
	| { as: "plain" }
	| { as: "lost"; why: string }
	| { as: "trouble"; trouble: Trouble };

const longestSaid = 200;
const mostPatienceMs = 24 * 60 * 60_000;

/** What stands in the way of using HQ at all, or null where the answer is one to read. */
export function troubleOf(heard: Heard): Trouble | null {
	if (!heard.came) return silence(heard.why);
	const { status } = heard;
	if (status === 401) return { code: "hq-sign-in", why: "wrong-key" };
	if (status === 403) return { code: "hq-sign-in", why: "not-allowed" };
	if (status === 429 || status >= 500) return busy(heard);
	if (status === 404) return { code: "hq-not-hq", why: "no-such-project" };
	if (status >= 300 && status < 400) return { code: "hq-not-hq", why: "redirect" };
	return status === 200 ? null : { code: "hq-not-hq", why: "other-page" };
}

/** Sorts the answer to a form. `packed`: it was sent compressed, which a server may not take. */
export function sortAnswer(heard: Heard, packed: boolean): Verdict {
	if (!heard.came) {
		if (heard.why === "cut-off" || heard.why === "no-answer") return { as: "lost", why: heard.why };
		return { as: "trouble", trouble: silence(heard.why) };
	}
	const { status } = heard;
	const openRosa = readOpenRosa(heard.body);
	if (openRosa && status >= 200 && status < 300)
		return /error|failure/.test(openRosa.nature)
			? { as: "refused", code: "hq-refused", said: oneLine(openRosa.said), byHq: true }
			: { as: "done" };
	if (status === 422)
		return { as: "refused", code: "hq-refused", said: openRosa ? oneLine(openRosa.said) : "422", byHq: true };
	if (status === 401) return { as: "trouble", trouble: { code: "hq-sign-in", why: "wrong-key" } };
	if (status === 403) return { as: "refused", code: "hq-no-right", said: "403" };
	if (packed && [400, 415, 500].includes(status)) return { as: "plain" };
	if (status === 500) return { as: "error", said: "500" };
	if (status === 429 || status > 500) return { as: "trouble", trouble: busy(heard) };
	if (status === 404 || status < 400 || looksLikePage(heard.body)) {
		const why = status === 404 ? "no-such-project" : status >= 300 && status < 400 ? "redirect" : "other-page";
		return { as: "trouble", trouble: { code: "hq-not-hq", why } };
	}
	return { as: "refused", code: "hq-refused", said: `${status} ${oneLine(heard.body)}`.trim() };
}

function silence(why: string): Trouble {
	if (why === "wrong-sign") return { code: "hq-sign-in", why };
	const isWeather = why === "no-network" || why === "no-answer" || why === "cut-off";
	return { code: isWeather ? "hq-unreachable" : "hq-not-hq", why };
}

function busy(heard: Heard & { came: true }): Trouble {
	const seconds = Number(heard.retryAfter ?? Number.NaN);
	const afterMs = Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, mostPatienceMs) : undefined;
	return { code: "hq-busy", why: String(heard.status), ...(afterMs === undefined ? {} : { afterMs }) };
}

export function looksLikePage(body: string): boolean {
	return /^\s*(<!doctype|<html|<head|<body)/i.test(body);
}

export function oneLine(text: string): string {
	return text.replace(/\s+/g, " ").trim().slice(0, longestSaid);
}
