/** How a setting's text is understood. `project`: kept with the project itself. */
export interface SettingKind {
	fallback: string;
	/** The text as stored, or null where it can't be taken. */
	parse(text: string): string | null;
	/** What it takes, in no language: the words themselves, or an example. */
	takes: string;
	/** Written, never shown: reads as `set` or empty. */
	secret?: boolean;
	project?: "country" | "time_zone" | "languages";
}

type Rule = Pick<SettingKind, "parse" | "takes">;

const any: Rule = { parse: (text) => text.trim(), takes: "…" };
const flag: Rule = {
	parse(text) {
		if (/^(true|1|yes|on)$/i.test(text.trim())) return "true";
		return /^(false|0|no|off|)$/i.test(text.trim()) ? "false" : null;
	},
	takes: "true, false",
};
const oneOf = (...words: string[]): Rule => ({
	parse: (text) => (words.includes(text.trim()) ? text.trim() : null),
	takes: words.join(", "),
});
const listOf = (piece: RegExp, takes: string): Rule => ({
	parse(text) {
		const pieces = text
			.split(",")
			.map((one) => one.trim())
			.filter(Boolean);
		return pieces.every((one) => piece.test(one)) ? pieces.join(",") : null;
	},
	takes,
});
const matching = (pattern: RegExp, takes: string): Rule => ({
	parse: (text) => (pattern.test(text.trim()) ? text.trim() : null),
	takes,
});
/** Words that start texts again, or register somebody, can't stop them too. */
const taken = ["START", "UNSTOP", "YES", "JOIN", "123"];
const wordList = listOf(/^[\p{L}\p{N} -]{1,30}$/u, "STOPALL,QUIT");
const stopWords: Rule = {
	parse(text) {
		const words = wordList.parse(text);
		return words?.split(",").some((word) => taken.includes(word.trim().toUpperCase())) ? null : words;
	},
	takes: wordList.takes,
};
const setting = (fallback: string, rule: Rule, more: Partial<SettingKind> = {}): SettingKind => ({
	fallback,
	...rule,
	...more,
});
const propertyOrNone = matching(/^([A-Za-z][A-Za-z0-9_]{0,254})?$/, "opted_out");
const tags = listOf(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "en,fr,ar");
const country: Rule = {
	parse: (text) => (isCountry(text.trim().toUpperCase()) ? text.trim().toUpperCase() : null),
	takes: "KE",
};
const timeZone: Rule = { parse: (text) => (isTimeZone(text.trim()) ? text.trim() : null), takes: "Africa/Nairobi" };
const languages: Rule = { parse: (text) => tags.parse(text) || null, takes: tags.takes };
const address: Rule = {
	parse: (text) => (text.trim() === "" || isSafeAddress(text.trim()) ? text.trim() : null),
	takes: "https:…",
};

/** What must be filled in while a switch is on. */
export const neededBy: { switch: SettingKey; keys: readonly SettingKey[]; problem: string }[] = [
	{
		switch: "selfRegistration.case.enabled",
		keys: ["selfRegistration.case.type", "selfRegistration.case.owner", "selfRegistration.case.submitter"],
		problem: "self-registration-incomplete",
	},
];

/** Every setting of a project, by the name the command line uses. */
export const settingTable = {
	country: setting("", country, { project: "country" }),
	timeZone: setting("", timeZone, { project: "time_zone" }),
	languages: setting("", languages, { project: "languages" }),
	"consent.required": setting("listed", oneOf("listed", "everywhere")),
	"consent.prefixes": setting("1", listOf(/^\d{1,15}$/, "1,254")),
	"selfRegistration.case.enabled": setting("false", flag),
	"selfRegistration.case.type": setting("", any),
	"selfRegistration.case.owner": setting("", any),
	"selfRegistration.case.submitter": setting("", any),
	"selfRegistration.worker.enabled": setting("false", flag),
	"welcome.case.enabled": setting("false", flag),
	"welcome.case.survey": setting("", any),
	"welcome.worker.enabled": setting("false", flag),
	"defaultAnswer.enabled": setting("false", flag),
	"optOut.extraWords": setting("STOPALL,UNSUBSCRIBE,CANCEL,END,QUIT,REVOKE,OPTOUT", stopWords),
	"hq.url": setting("", address),
	"hq.project": setting("", any),
	"hq.user": setting("", any),
	"hq.apiKey": setting("", any, { secret: true }),
	"hq.owner": setting("", any),
	"hq.property.optOut": setting("outpost_opted_out", propertyOrNone),
	"hq.property.consent": setting("outpost_consent", propertyOrNone),
	"hq.property.verification": setting("outpost_number_state", propertyOrNone),
	"hq.dailyMegabytes": setting("0", matching(/^\d{1,7}$/, "0 … 9999999")),
	"lock.idleMinutes": setting("10", matching(/^([1-9]|[1-5]\d|60)$/, "1 … 60")),
} satisfies Record<string, SettingKind>;

export type SettingKey = keyof typeof settingTable;

export function kindOf(key: string): SettingKind | null {
	return Object.hasOwn(settingTable, key) ? settingTable[key as SettingKey] : null;
}

/** An address that nobody on the way can listen to: https, or this very computer. */
export function isSafeAddress(text: string): boolean {
	const url = URL.parse(text);
	const more = url ? url.username + url.password + url.search + url.hash : "";
	if (!url || more !== "") return false;
	return url.protocol === "https:" || (url.protocol === "http:" && isThisComputer(url));
}

export function isThisComputer(url: URL): boolean {
	return /^(127(\.\d+){3}|localhost|\[::1\])$/.test(url.hostname);
}

/** Is it a name of the time zone database? */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: name });
		return /^[A-Za-z]/.test(name);
	} catch {
		return false;
	}
}

/** Is it a country of ISO 3166, two capital letters? */
export function isCountry(code: string): boolean {
	try {
		const name = new Intl.DisplayNames("en", { type: "region", fallback: "none" }).of(code);
		return /^[A-Z]{2}$/.test(code) && name !== undefined && code !== "ZZ";
	} catch {
		return false;
	}
}
