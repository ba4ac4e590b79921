import i18next, { type TFunction } from "i18next";
import type { Problem } from "../../../core/api/index.ts";
import { problemWords } from "../../words.ts";

/** Why HQ could not be used, as narrowly as it is known: state, reason, way out. */
export function troubleWords({ code, details, field }: Problem): string {
	const t = i18next.t as unknown as TFunction<"hq">;
	const why = String(details?.why ?? "");
	const known = why !== "" && i18next.exists(`why.${why}`, { ns: "hq" });
	return known ? t(`why.${why}` as "why.wrong-key", { ns: "hq" }) : problemWords({ code, details, field });
}

/** A field of a contact, in words; a case property keeps its own name. */
export function fieldWords(field: string): string | null {
	const t = i18next.t as unknown as TFunction<"hq">;
	return i18next.exists(`field.${field}`, { ns: "hq" }) ? t(`field.${field}` as "field.name", { ns: "hq" }) : null;
}
