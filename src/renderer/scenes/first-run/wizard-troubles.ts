import type { TFunction } from "i18next";
import type { Setup, Step } from "./setup-values.ts";

export interface Pins {
	pin: string;
	again: string;
}

/** Signs a PIN has at least; the core has the last word. */
const shortestPin = 6;

/** What keeps a step from being left forwards, by field. */
export function troublesOf(step: Step, setup: Setup, pins: Pins, t: TFunction<"staff">): Record<string, string> {
	const found: Record<string, string> = {};
	if (step === "project") {
		if (setup.projectName.trim() === "") found.projectName = t("project.nameMissing");
		if (setup.country === "") found.country = t("project.countryMissing");
		if (setup.timeZone === "") found.timeZone = t("project.timeZoneMissing");
		if (setup.languages.length === 0) found.languages = t("project.languagesMissing");
	}
	if (step === "supervisor") {
		if (setup.supervisor.trim() === "") found.name = t("supervisor.nameMissing");
		Object.assign(found, pinTroubles(pins, t));
	}
	return found;
}

export function pinTroubles({ pin, again }: Pins, t: TFunction<"staff">): { pin?: string; again?: string } {
	if ([...pin].length < shortestPin) return { pin: t("pin.short", { shortest: shortestPin }) };
	return pin === again ? {} : { again: t("pin.differs") };
}
