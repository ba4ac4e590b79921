import type { InputOf } from "../src/core/api/index.ts";
import type { Person } from "./people.ts";

/** What the registration form hands over for this person. */
export function registrationOf(person: Person): InputOf<"cases.register"> {
	return {
		type: person.type,
		name: person.name,
		phone: person.hasPhone ? `+${person.digits}` : "",
		acceptDoubtful: true,
		properties: [
			{ name: "language_code", value: person.language },
			{ name: "village", value: person.village },
		],
		consent: person.answer ? { answer: person.answer, channel: "spoken" } : undefined,
	};
}
