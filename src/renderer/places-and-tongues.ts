import { getCountries } from "libphonenumber-js/min";

export interface Choice {
	value: string;
	label: string;
}

/** Countries with their names in a language of the screens, in its order. */
export function countryChoices(language: string): Choice[] {
	const names = new Intl.DisplayNames([language], { type: "region" });
	return getCountries()
		.map((code) => ({ value: code as string, label: names.of(code) ?? code }))
		.sort((a, b) => a.label.localeCompare(b.label, language));
}

const letters = "abcdefghijklmnopqrstuvwxyz";

/** Languages that a text may be written in, with their names in a language of the screens. */
export function languageChoices(language: string): Choice[] {
	const names = new Intl.DisplayNames([language], { type: "language", fallback: "none" });
	const found: Choice[] = [];
	for (const first of letters) {
		for (const second of letters) {
			const code = first + second;
			const label = names.of(code);
			if (label && new Intl.Locale(code).language === code) found.push({ value: code, label });
		}
	}
	return found.sort((a, b) => a.label.localeCompare(b.label, language));
}

/** Name of a language in a language of the screens; the code where nobody knows it. */
export function languageNamed(code: string, language: string): string {
	try {
		return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
	} catch {
		return code;
	}
}

/** Time zones to choose from; the list of browsers leaves UTC out. */
export function timeZoneChoices(): string[] {
	return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])];
}

/** The time zones of a country, the most used one first where the browser knows them. */
function timeZonesOf(country: string): string[] {
	const place = new Intl.Locale("und", { region: country }) as Intl.Locale & {
		getTimeZones?(): string[] | undefined;
		timeZones?: string[];
	};
	return place.getTimeZones?.() ?? place.timeZones ?? [];
}

function ownTimeZone(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The machine's own zone where the country has it, else the country's only one. Empty where there is a choice to make. */
export function guessTimeZone(country: string): string {
	const zones = timeZonesOf(country);
	const own = ownTimeZone();
	if (zones.includes(own) || zones.length === 0) return own;
	return zones.length === 1 ? (zones[0] ?? own) : "";
}

/** The country whose clock the machine follows; empty where that is not clear, for a wrong country misreads every number. */
export function guessCountry(): string {
	const own = ownTimeZone();
	const here = getCountries().filter((country) => timeZonesOf(country).includes(own));
	const named = new Intl.Locale(navigator.language).region;
	return here.find((country) => country === named) ?? (here.length === 1 ? (here[0] ?? "") : "");
}
