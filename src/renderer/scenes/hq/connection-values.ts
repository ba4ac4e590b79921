import type { HqConnection, InputOf } from "../../../core/api/index.ts";

/** What is typed into the connection, all as text. */
export interface ConnectionValues {
	url: string;
	project: string;
	user: string;
	/** Empty: the kept one stays. */
	apiKey: string;
	owner: string;
	optOut: string;
	consent: string;
	verification: string;
	megabytes: string;
}

export function valuesOf({ url, project, user, owner, mirror, dailyMegabytes }: HqConnection): ConnectionValues {
	const megabytes = dailyMegabytes === 0 ? "" : String(dailyMegabytes);
	return { url, project, user, apiKey: "", owner, ...mirror, megabytes };
}

/** Null where the megabytes are no number that can be kept. */
export function megabytesIn(typed: string): number | null {
	const text = typed.trim();
	if (text === "") return 0;
	const number = Number(text);
	return Number.isInteger(number) && number >= 0 && number <= 1_000_000 ? number : null;
}

/** Who and where, for a test; a key that was not typed is the kept one. */
export function placeIn(values: ConnectionValues): InputOf<"hq.test"> {
	const { url, project, user, apiKey } = { ...values, ...asPage(values.url) };
	return { url, project, user, ...(apiKey.trim() === "" ? {} : { apiKey }) };
}

export function connectionIn(values: ConnectionValues): InputOf<"hq.connect"> {
	const { owner, optOut, consent, verification, megabytes } = values;
	return {
		...placeIn(values),
		owner,
		mirror: { optOut, consent, verification },
		dailyMegabytes: megabytesIn(megabytes) ?? 0,
	};
}

/** The address of one of HQ's pages, as it is copied from a browser, names the server and the project; null: it is none. */
export function asPage(address: string): Pick<ConnectionValues, "url" | "project"> | null {
	const [, url, project] = /^\s*(https?:\/\/[^?#]*?)\/a\/([a-z0-9][a-z0-9.-]*)([/?#].*)?$/i.exec(address) ?? [];
	return url && project ? { url, project: project.toLowerCase() } : null;
}

/** Another server or project is begun anew. */
export function beginsAnew(kept: HqConnection, { url, project }: ConnectionValues): boolean {
	return kept.complete && (url.trim() !== kept.url || project.trim() !== kept.project);
}

/** The kept key was typed for another server than the one that is typed now, which has to be told its own. */
export function isKeyOfAnother(kept: HqConnection, { url }: ConnectionValues): boolean {
	if (!kept.keySet || !URL.canParse(url.trim())) return false;
	return !URL.canParse(kept.url) || new URL(url.trim()).origin !== new URL(kept.url).origin;
}
