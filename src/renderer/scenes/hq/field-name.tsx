import { Fragment } from "react";
import { useLocale } from "../../words.ts";
import { fieldWords } from "./trouble-words.ts";

/** What a contact's field is called; a case property by its own name. */
export function FieldName({ field }: { field: string }) {
	return fieldWords(field) ?? <bdi>{field}</bdi>;
}

/** Several of them in a row, as the language lists things. */
export function FieldNames({ fields }: { fields: string[] }) {
	const list = new Intl.ListFormat(useLocale(), { type: "unit" });
	return list.formatToParts(fields).map(({ type, value }, at) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: the parts of one list keep their order
		<Fragment key={at}>{type === "element" ? <FieldName field={value} /> : value}</Fragment>
	));
}
