import type { CaseView, InputOf } from "../../../core/api/index.ts";
import { shownNumber } from "../../shown-number.ts";
import { contactProperties, namedRows, type RegisterValues } from "./register-values.ts";

/** Properties with a field of their own, or that only a consent answer may set. */
export const ownFields: ReadonlySet<string> = new Set([
	"contact_phone_number",
	"contact_phone_number_is_verified",
	"language_code",
	"time_zone",
	"commcare_email_address",
	"contact_backend_id",
]);

/** A case as the form holds it. The consent part stays empty: answers are recorded elsewhere. */
export function editValues(view: CaseView, country: string): RegisterValues {
	const { properties } = view;
	return {
		clientKey: "",
		name: view.name,
		phone: { raw: shownPhone(view), country, acceptDoubtful: false },
		language: properties.language_code ?? "",
		consent: { answer: "", channel: "spoken", witness: "", statementId: "" },
		type: view.type,
		owner: view.owner ?? "",
		externalId: view.externalId ?? "",
		timeZone: properties.time_zone ?? "",
		email: properties.commcare_email_address ?? "",
		gateway: properties.contact_backend_id ?? "",
		properties: Object.entries(properties)
			.filter(([name]) => !ownFields.has(name))
			.map(([name, value]) => ({ name, value })),
	};
}

/** Only what was changed: whatever else somebody wrote meanwhile stays. A removed property is sent empty. */
export function toChange(view: CaseView, before: RegisterValues, after: RegisterValues): InputOf<"cases.change"> {
	const changed = (name: "name" | "type" | "owner" | "externalId") =>
		after[name].trim() === before[name].trim() ? {} : { [name]: after[name] };
	const phoneChanged = after.phone.raw.trim() !== before.phone.raw.trim();
	return {
		id: view.id,
		...changed("name"),
		...changed("type"),
		...changed("owner"),
		...changed("externalId"),
		...(phoneChanged
			? {
					phone: after.phone.raw.trim(),
					country: after.phone.country || undefined,
					acceptDoubtful: after.phone.acceptDoubtful,
				}
			: {}),
		properties: changedProperties(before, after),
	};
}

const plainFields = [
	"name",
	"phone",
	"language",
	"type",
	"owner",
	"externalId",
	"timeZone",
	"email",
	"gateway",
] as const;

/** A field, or without one a property, that holds something else than the form began with. `is`: what it holds now, empty for nothing. */
export interface Difference {
	field?: (typeof plainFields)[number];
	name: string;
	is: string;
}

/** What somebody else changed under a form, in the order of its fields. */
export function differences(before: RegisterValues, now: RegisterValues): Difference[] {
	const text = (values: RegisterValues, field: (typeof plainFields)[number]) =>
		field === "phone" ? values.phone.raw : values[field];
	const fields = plainFields
		.filter((field) => text(before, field) !== text(now, field))
		.map((field) => ({ field, name: field, is: text(now, field) }));
	const own = { language: "", timeZone: "", email: "", gateway: "" };
	const properties = changedProperties({ ...before, ...own }, { ...now, ...own });
	return [...fields, ...properties.map(({ name, value }) => ({ name, is: value }))];
}

function changedProperties(before: RegisterValues, after: RegisterValues) {
	const was = new Map(
		[...contactProperties(before), ...namedRows(before.properties)].map(({ name, value }) => [name, value]),
	);
	const is = new Map(
		[...contactProperties(after), ...namedRows(after.properties)].map(({ name, value }) => [name, value]),
	);
	const gone = [...was.keys()].filter((name) => !is.has(name)).map((name) => ({ name, value: "" }));
	return [...is]
		.filter(([name, value]) => (was.get(name) ?? "") !== value)
		.map(([name, value]) => ({ name, value }))
		.concat(gone);
}

// Stored digits begin with the country code; shown with a plus they are read the same way again.
function shownPhone(view: CaseView): string {
	return shownNumber(view.properties.contact_phone_number ?? "");
}
