import { IANAZone } from "luxon";
import type { Acting } from "../api/acting.ts";

/**
 * Why a value can't do what the property is for, though it is kept as it stands: `unknown-time-zone` (the project's is used), `unknown-language` (its first
 * one is used; commcare-behaviour §6.1, §6.2), `unusable-email`. Null: nothing is wrong with it, or it is about nothing that Outpost goes by.
 */
export function whyDoubtful({ project }: Pick<Acting, "project">, property: string, value: string): string | null {
	const said = value.trim();
	if (said === "") return null;
	if (property === "time_zone") return IANAZone.isValidZone(said) ? null : "unknown-time-zone";
	if (property === "language_code") return project.languages.includes(said) ? null : "unknown-language";
	if (property === "commcare_email_address") return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(said) ? null : "unusable-email";
	return null;
}
