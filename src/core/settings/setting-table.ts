/** How a setting's text is understood. `project`: kept with the project itself. */
export interface SettingKind {
	fallback: string;
	/** The text as stored, or null where it can't be taken. */
	parse(text: string): string | null;
	/** Written, never shown: reads as `set` or empty. */
	secret?: boolean;
	project?: "country" | "time_zone" | "languages";
}

const any = (text: string) => text.trim();
const flag = (text: string) =>
	/^(true|1|yes|on)$/i.test(text.trim()) ? "true" : /^(false|0|no|off|)$/i.test(text.trim()) ? "false" : null;
const oneOf =
	(...words: string[]) =>
	(text: string) =>
		words.includes(text.trim()) ? text.trim() : null;
const listOf = (piece: RegExp) => (text: string) => {
	const pieces = text
		.split(",")
		.map((one) => one.trim())
		.filter(Boolean);
	return pieces.every((one) => piece.test(one)) ? pieces.join(",") : null;
};
const matching = (pattern: RegExp) => (text: string) => (pattern.test(text.trim()) ? text.trim() : null);
/** Words that start texts again, or register somebody, can't stop them too. */
const taken = ["START", "UNSTOP", "YES", "JOIN", "123"];
const stopWords = (text: string) => {
	const words = listOf(/^[\p{L}\p{N} -]{1,30}$/u)(text);
	return words?.split(",").some((word) => taken.includes(word.trim().toUpperCase())) ? null : words;
};
const setting = (fallback: string, parse: SettingKind["parse"], more: Partial<SettingKind> = {}): SettingKind => ({
	fallback,
	parse,
	...more,
});
const propertyOrNone = matching(/^([A-Za-z][A-Za-z0-9_]{0,254})?$/);
const languageTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

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
	country: setting("", (text) => (isCountry(text.trim().toUpperCase()) ? text.trim().toUpperCase() : null), {
		project: "country",
	}),
	timeZone: setting("", (text) => (isTimeZone(text.trim()) ? text.trim() : null), { project: "time_zone" }),
	languages: setting("", (text) => listOf(languageTag)(text) || null, { project: "languages" }),
	"consent.required": setting("listed", oneOf("listed", "everywhere")),
	"consent.prefixes": setting("1", listOf(/^\d{1,15}$/)),
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
	"hq.url": setting("", (text) => (text.trim() === "" || isSafeAddress(text.trim()) ? text.trim() : null)),
	"hq.project": setting("", any),
	"hq.user": setting("", any),
	"hq.apiKey": setting("", any, { secret: true }),
	"hq.owner": setting("", any),
	"hq.property.optOut": setting("outpost_opted_out", propertyOrNone),
	"hq.property.consent": setting("outpost_consent", propertyOrNone),
	"hq.property.verification": setting("outpost_number_state", propertyOrNone),
	"hq.dailyMegabytes": setting("0", matching(/^\d{1,7}$/)),
	"lock.idleMinutes": setting("10", matching(/^([1-9]|[1-5]\d|60)$/)),
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
