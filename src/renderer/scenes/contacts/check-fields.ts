import type { PropertyRow } from "../../components/property-editor.tsx";
import type { RegisterValues } from "./register-values.ts";

/** A field that needs another look, and why. */
export interface Finding {
	field: string;
	code:
		| "name-missing"
		| "consent-missing"
		| "type-missing"
		| "email-unusual"
		| "property-name-missing"
		| "property-name-pattern"
		| "property-name-twice";
}

/** What can be told from the form alone; the core has the last word. `asksConsent`: an answer is needed where a number is given. */
export function checkFields(values: RegisterValues, asksConsent: boolean): Finding[] {
	const findings: Finding[] = [];
	if (values.name.trim() === "") findings.push({ field: "name", code: "name-missing" });
	if (asksConsent && values.phone.raw.trim() !== "" && values.consent.answer === "")
		findings.push({ field: "consent", code: "consent-missing" });
	if (values.type.trim() === "") findings.push({ field: "type", code: "type-missing" });
	if (values.email.trim() !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.email.trim()))
		findings.push({ field: "email", code: "email-unusual" });
	return [...findings, ...checkRows(values.properties)];
}

function checkRows(rows: PropertyRow[]): Finding[] {
	const seen = new Set<string>();
	return rows.flatMap(({ name, value }, index): Finding[] => {
		const field = `properties.${index}`;
		const isTwice = name !== "" && seen.has(name);
		seen.add(name);
		if (name === "") return value === "" ? [] : [{ field, code: "property-name-missing" }];
		if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) return [{ field, code: "property-name-pattern" }];
		return isTwice ? [{ field, code: "property-name-twice" }] : [];
	});
}
