import { fieldWords } from "./trouble-words.ts";

/** What a contact's field is called; a case property by its own name. */
export function FieldName({ field }: { field: string }) {
	return fieldWords(field) ?? <bdi>{field}</bdi>;
}

/** Several of them in a row. */
export function FieldNames({ fields }: { fields: string[] }) {
	return fields.map((field, at) => (
		<span key={field}>
			{at > 0 && ", "}
			<FieldName field={field} />
		</span>
	));
}
