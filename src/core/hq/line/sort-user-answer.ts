import { type HqUser, hqUser, parsed } from "../hq-answers.ts";
import type { Heard } from "./open-line.ts";
import { looksLikePage, oneLine, type Trouble, troubleOf } from "./sort-answer.ts";

/** What HQ's user API made of a question about one worker (commcare-behaviour §7.4). */
export type UserVerdict =
	| { as: "user"; user: HqUser }
	/** There is no worker of that id. */
	| { as: "missing" }
	| { as: "refused"; said: string }
	/** The user may not look at or change workers, whatever else is allowed. */
	| { as: "denied" }
	| { as: "error" }
	| { as: "trouble"; trouble: Trouble };

/** Sorts an answer of the user API. A page of somebody else is never taken for one. */
export function sortUserAnswer(heard: Heard): UserVerdict {
	const trouble = troubleOf(heard);
	if (!heard.came) return { as: "trouble", trouble: trouble ?? { code: "hq-unreachable", why: heard.why } };
	const { status, body } = heard;
	const user = status === 200 || status === 201 ? parsed(hqUser, body) : null;
	if (user) return { as: "user", user };
	if (!looksLikePage(body)) {
		if (status === 401 || status === 403) return { as: "denied" };
		if (status === 404) return { as: "missing" };
		if (status === 400) return { as: "refused", said: oneLine(saidIn(body)) };
		if (status === 500) return { as: "error" };
	}
	const isWeather = trouble?.code === "hq-busy";
	return { as: "trouble", trouble: isWeather ? trouble : { code: "hq-not-hq", why: "other-page" } };
}

function saidIn(body: string): string {
	try {
		const { error } = JSON.parse(body) as { error?: unknown };
		return typeof error === "string" ? error : body;
	} catch {
		return body;
	}
}
