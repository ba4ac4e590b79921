import type { TFunction } from "i18next";
import { pinTrouble, shortestPin } from "../../../core/api/pin-rules.ts";
import { isReservedName } from "../../../core/api/reserved-names.ts";
import { isolated } from "../../components/isolated.ts";
import type { Setup, Step } from "./setup-values.ts";

export interface Pins {
	pin: string;
	again: string;
}

/** What keeps a step from being left forwards, by field. */
export function troublesOf(step: Step, setup: Setup, pins: Pins, t: TFunction<"staff">): Record<string, string> {
	const found: Record<string, string> = {};
	if (step === "project") {
		const name = nameTrouble(setup.projectName, t);
		if (name) found.projectName = name;
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
	const code = pinTrouble(pin);
	if (code) return { pin: t(code === "pin-too-short" ? "pin.short" : "pin.easy", { shortest: shortestPin }) };
	return pin.trim() === again.trim() ? {} : { again: t("pin.differs") };
}

/** A project's name is one word that people text after `join`. Says which sign does not fit. */
function nameTrouble(typed: string, t: TFunction<"staff">): string | null {
	const name = typed.trim();
	if (name === "") return t("project.nameMissing");
	if (/\s/.test(name)) return t("project.nameSpaces");
	if (isReservedName(name)) return t("project.nameReserved", { name: isolated(name) });
	const wrong = /[^\p{L}\p{N}\p{M}._-]/u.exec(name) ?? /^[^\p{L}\p{N}]/u.exec(name);
	return wrong ? t("project.nameSign", { sign: isolated(wrong[0]) }) : null;
}
