import type { AuditLine } from "../../../core/api/index.ts";
import { isolated } from "../../components/isolated.ts";
import { languageNamed } from "../../places-and-tongues.ts";
import { exactly } from "../../time-words.ts";
import { locale, problemWords, useWords } from "../../words.ts";

type Value = string | number | boolean;

/** The details of a line in words. What this version has no words for is left out: it would say nothing to whoever reads it. */
export function useDetailWords(): (line: AuditLine) => string {
	const t = useWords("audit");
	const contacts = useWords("contacts");
	const consent = useWords("consent");
	const staff = useWords("staff");
	const gateways = useWords("gateway");
	const numbers = useWords("phone-numbers");
	const settings = useWords("settings");
	const known = (words: string) => words || null;

	const fields: Record<string, string> = {
		name: contacts("form.name"),
		type: contacts("form.type"),
		owner: contacts("form.owner"),
		externalId: contacts("form.externalId"),
		phone: numbers("field.label"),
		contact_phone_number: numbers("field.label"),
		contact_phone_number_is_verified: consent("title"),
		language_code: contacts("form.language"),
		time_zone: contacts("form.timeZone"),
		commcare_email_address: contacts("form.email"),
		contact_backend_id: contacts("form.gateway"),
	};
	const keys: Record<string, string> = {
		country: settings("project.country"),
		timeZone: settings("project.timeZone"),
		languages: settings("project.languages"),
		"consent.required": settings("project.consent"),
		"consent.prefixes": settings("project.prefixes"),
		"optOut.extraWords": settings("project.stopWords"),
		"lock.idleMinutes": settings("project.idle"),
	};
	const settingValue = (key: Value | undefined, value: string) => {
		if (key === "consent.required" && (value === "everywhere" || value === "listed"))
			return settings(`project.${value}`);
		if (key === "languages") return listed(value.split(",").map((code) => languageNamed(code, locale())));
		if (key === "country") return new Intl.DisplayNames([locale()], { type: "region" }).of(value) ?? value;
		return isolated(value);
	};

	const detail = (line: AuditLine, key: string, value: Value): string | null => {
		const text = String(value);
		switch (key) {
			case "fields":
				return listed(text.split(" ").map((field) => fields[field] ?? isolated(field)));
			case "key":
				return keys[text] ?? isolated(text);
			case "value":
				return text === "" ? t("details.empty") : settingValue(line.details.key, text);
			case "role":
			case "before":
				return known(staff(`role.${text}` as "role.clerk", { defaultValue: "" }));
			case "channel":
				return known(consent(text as "spoken", { defaultValue: "" }));
			case "kind":
				return known(gateways(`kind.${text}` as never, { defaultValue: "" }) as string);
			case "code":
				return problemWords({ code: text, details: { seconds: "…" } });
			case "language":
				return languageNamed(text, locale());
			case "everywhere":
				return value === true ? t("details.everywhere") : null;
			case "as":
				return known(t(`details.as.${text}` as "details.as.stop", { defaultValue: "" }));
			case "purpose":
				return known(t(`details.purpose.${text}` as "details.purpose.reply", { defaultValue: "" }));
			case "prefix":
				return text === "*" ? t("details.anyNumber") : t("details.prefix", { value: `\u2066+${text}\u2069` });
			case "type":
			case "name":
				return isolated(text);
			case "parts":
				return t("details.parts", { count: Number(value) });
			case "kept":
				return t("details.kept", { count: Number(value) });
			case "doubted":
				return value === 0 ? null : t("details.doubted", { count: Number(value) });
			case "stopped":
				return value === 0 ? null : t("details.stopped", { count: Number(value) });
			case "madeAtMs":
				return t("details.madeAt", { when: exactly(new Date(Number(value)).toISOString(), locale()) });
			case "version":
				return t("details.version", { value: text });
			case "wrongTriesBefore":
				return t("details.wrongTriesBefore", { count: Number(value) });
			default:
				return null;
		}
	};
	return (line) => {
		const subject = line.subject?.kind === "gateway" ? [isolated(line.subject.id)] : [];
		const words = Object.entries(line.details).map(([key, value]) => detail(line, key, value));
		return [...subject, ...words.filter((one) => one !== null)].join(" · ");
	};
}

function listed(words: string[]): string {
	return new Intl.ListFormat(locale(), { type: "unit" }).format(words);
}
