import { z } from "zod";
import { guessCountry, guessTimeZone } from "../../places-and-tongues.ts";

export const steps = ["language", "project", "consent", "supervisor", "gateway", "recovery"] as const;
export type Step = (typeof steps)[number];

const setupSchema = z.object({
	step: z.enum(steps),
	projectName: z.string(),
	country: z.string(),
	timeZone: z.string(),
	languages: z.array(z.string()),
	consentRequired: z.enum(["listed", "everywhere"]),
	supervisor: z.string(),
	gateway: z.enum(["practice", "later"]),
});
/** What the wizard has been told so far. PINs are never part of it. */
export type Setup = z.infer<typeof setupSchema>;

const kept = "outpost.setup";

export function freshSetup(language: string): Setup {
	const country = guessCountry();
	return {
		step: "language",
		projectName: "",
		country,
		timeZone: country === "" ? "" : guessTimeZone(country),
		languages: [language === "qps" ? "en" : language],
		consentRequired: "everywhere",
		supervisor: "",
		gateway: "practice",
	};
}

/** A set-up that was left half-way; null where there is none or it no longer fits. */
export function keptSetup(): Setup | null {
	try {
		const read = setupSchema.safeParse(JSON.parse(localStorage.getItem(kept) ?? "null"));
		if (!read.success) return null;
		// The PIN was not kept, so whoever had got past it gives it again.
		const isPast = steps.indexOf(read.data.step) > steps.indexOf("supervisor");
		return isPast ? { ...read.data, step: "supervisor" } : read.data;
	} catch {
		return null;
	}
}

export function keepSetup(setup: Setup): void {
	localStorage.setItem(kept, JSON.stringify(setup));
}

export function dropSetup(): void {
	localStorage.removeItem(kept);
}

/** Which step a refused set-up belongs to. */
export function stepOf(code: string): Step {
	if (/^(bad-country|bad-time-zone|(bad|reserved)-project-name|project-exists)$/.test(code)) return "project";
	if (/^(pin-|name-taken)/.test(code)) return "supervisor";
	return "gateway";
}
