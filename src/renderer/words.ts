import i18next, { type Namespace, type TFunction } from "i18next";
import { useSyncExternalStore } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Problem } from "../core/api/index.ts";
import { type Branch, pseudo } from "./pseudo-words.ts";

/** Languages of the screens, each named by those who speak it. */
export const languages = [
	{ code: "en", name: "English" },
	{ code: "fr", name: "Français" },
	{ code: "ar", name: "العربية" },
] as const;

const files = import.meta.glob<Branch>(["../../locales/*/*.json", "!**/cli.json", "!**/sms.json"], {
	eager: true,
	import: "default",
});

const resources: Record<string, Record<string, Branch>> = {};
for (const [path, words] of Object.entries(files)) {
	const [language = "", file = ""] = path.split("/").slice(-2);
	resources[language] = { ...resources[language], [file.replace(".json", "")]: words };
}
resources.qps = pseudo(resources.en ?? {}) as Record<string, Branch>;

const remembered = "outpost.language";

/** The language last chosen at this window, else the machine's where there is one, else English. */
export function startLanguage(): string {
	const known = (code: string | null | undefined) =>
		code && (code === "qps" || languages.some((one) => one.code === code));
	const kept = localStorage.getItem(remembered);
	if (kept && known(kept)) return kept;
	return navigator.languages.map((code) => code.split("-")[0]).find(known) ?? "en";
}

export async function startWords(): Promise<void> {
	await i18next.use(initReactI18next).init({
		resources,
		lng: startLanguage(),
		fallbackLng: "en",
		defaultNS: "shell",
		interpolation: { escapeValue: false },
		returnNull: false,
		showSupportNotice: false,
	} as Parameters<typeof i18next.init>[0]);
	showDirection();
	i18next.on("languageChanged", showDirection);
}

/** Switches the screens at once. `remember`: also for the next start of this window. */
export async function setLanguage(code: string, remember = true): Promise<void> {
	if (remember) localStorage.setItem(remembered, code);
	if (i18next.language !== code) await i18next.changeLanguage(code);
}

/** Direction of the language on screen. */
export function dir(): "ltr" | "rtl" {
	return i18next.dir(i18next.language);
}

function showDirection(): void {
	document.documentElement.lang = locale();
	document.documentElement.dir = dir();
}

/** The language on screen as Intl takes it. */
export function locale(): string {
	return i18next.language === "qps" ? "en" : i18next.language;
}

/** The words of one file of `locales/`. Renders again when the language changes. */
export function useWords<const N extends Namespace>(file: N) {
	return useTranslation(file).t;
}

function onLanguage(tell: () => void): () => void {
	i18next.on("languageChanged", tell);
	return () => i18next.off("languageChanged", tell);
}

/** The language on screen; renders again when it changes. */
export function useLanguage(): string {
	return useSyncExternalStore(onLanguage, () => i18next.language);
}

/** The language on screen as Intl takes it; renders again when it changes. */
export function useLocale(): string {
	return useLanguage() === "qps" ? "en" : i18next.language;
}

/** The sentence for a refusal, with its details filled in. */
export function problemWords(problem: Problem): string {
	const t = i18next.t as unknown as TFunction<"problems">;
	const details: Record<string, string | number | boolean> = {};
	for (const [key, value] of Object.entries(problem.details ?? {})) {
		details[key] = Array.isArray(value)
			? new Intl.ListFormat(locale()).format(value)
			: (value as string | number | boolean);
	}
	const options = { ns: "problems", ...details };
	return t([problem.code, "bug"] as unknown as "bug", options);
}
