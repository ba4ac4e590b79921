import { z } from "zod";
import type { InputOf } from "../../../core/api/index.ts";
import { isGiven } from "../../components/consent-answer.ts";

/** The registration as the form holds it. Also the shape of its draft, which is unknown until parsed when it comes back. */
export const registerValues = z.object({
	clientKey: z.string(),
	name: z.string(),
	phone: z.object({ raw: z.string(), country: z.string(), acceptDoubtful: z.boolean() }),
	language: z.string(),
	consent: z.object({
		answer: z.enum(["", "yes", "no", "later"]),
		channel: z.enum(["spoken", "paper"]),
		witness: z.string(),
		statementId: z.string(),
	}),
	type: z.string(),
	owner: z.string(),
	externalId: z.string(),
	timeZone: z.string(),
	email: z.string(),
	gateway: z.string(),
	properties: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type RegisterValues = z.infer<typeof registerValues>;

/** What the next registration may begin with. */
export const keptValues = z.object({
	keep: z.boolean(),
	language: z.string(),
	type: z.string(),
	owner: z.string(),
	channel: z.enum(["spoken", "paper"]),
	properties: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type KeptValues = z.infer<typeof keptValues>;

/** An empty form, begun with what was kept. The key makes a double save one case. */
export function freshValues(
	start: { country: string; language: string; type: string },
	kept: KeptValues | null,
): RegisterValues {
	const carried = kept?.keep ? kept : null;
	return {
		clientKey: crypto.randomUUID(),
		name: "",
		phone: { raw: "", country: start.country, acceptDoubtful: false },
		language: carried?.language ?? start.language,
		consent: { answer: "", channel: carried?.channel ?? "spoken", witness: "", statementId: "" },
		type: kept?.type || start.type,
		owner: carried?.owner ?? "",
		externalId: "",
		timeZone: "",
		email: "",
		gateway: "",
		properties: carried?.properties ?? [],
	};
}

export function keptFrom(values: RegisterValues, keep: boolean): KeptValues {
	const { language, type, owner, consent } = values;
	return { keep, language, type, owner, channel: consent.channel, properties: namedRows(values.properties) };
}

/** Has anything been typed that a person would miss? */
export function isWorthKeeping(values: RegisterValues): boolean {
	const typed = [
		values.name,
		values.phone.raw,
		values.externalId,
		values.email,
		values.consent.answer,
		values.consent.witness,
	];
	return typed.some((text) => text.trim() !== "");
}

export function toRegistration(values: RegisterValues): InputOf<"cases.register"> {
	const { consent } = values;
	return {
		type: values.type,
		name: values.name,
		phone: values.phone.raw.trim(),
		country: values.phone.country || undefined,
		acceptDoubtful: values.phone.acceptDoubtful,
		owner: values.owner || undefined,
		externalId: values.externalId || undefined,
		clientKey: values.clientKey,
		properties: [...contactProperties(values), ...namedRows(values.properties)].filter(({ value }) => value !== ""),
		consent: isGiven(consent.answer)
			? {
					answer: consent.answer,
					channel: consent.channel,
					statementId: consent.statementId || undefined,
					witness: (consent.channel === "spoken" && consent.witness.trim()) || undefined,
				}
			: undefined,
	};
}

/** The pages' own properties that have a field of their own. */
export function contactProperties(values: Pick<RegisterValues, "language" | "timeZone" | "email" | "gateway">) {
	return [
		{ name: "language_code", value: values.language },
		{ name: "time_zone", value: values.timeZone },
		{ name: "commcare_email_address", value: values.email.trim() },
		{ name: "contact_backend_id", value: values.gateway },
	];
}

export function namedRows(rows: RegisterValues["properties"]): RegisterValues["properties"] {
	return rows.map((row) => ({ name: row.name.trim(), value: row.value })).filter((row) => row.name !== "");
}
