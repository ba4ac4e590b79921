import type { Acting } from "../src/core/api/acting.ts";
import { contract } from "../src/core/api/index.ts";
import { registerCase } from "../src/core/contacts/register-case.ts";
import { makePeople } from "./people.ts";
import { registrationOf } from "./registration.ts";

const chunk = 2000;

/** Registers `count` people through the same verb as the screens, many to a transaction, since a bench waits for no one's durability. */
export function fillCases(acting: Acting, count: number): void {
	const people = makePeople(count);
	for (let from = 0; from < people.length; from += chunk) {
		acting.store.write(() => {
			for (const person of people.slice(from, from + chunk)) {
				const made = registerCase(acting, contract["cases.register"].input.parse(registrationOf(person)));
				if (!made.ok) throw new Error(made.problem.code);
			}
		});
	}
}
