import type { InputOf } from "../src/core/api/index.ts";
import { seeded } from "../src/testing/seeded.ts";
import type { Person } from "./people.ts";

type Query = Omit<InputOf<"cases.list">, "limit">;

/** What people type into the list, by kind, each asked about another of these people. */
export function searchesAmong(people: readonly Person[], each: number): Record<string, Query[]> {
	const random = seeded(7);
	const kinds: Record<string, (person: Person, other: Person) => Query> = {
		wholeName: ({ name }) => ({ search: name }),
		firstThreeLetters: ({ name }) => ({ search: letters(name, 0, 3) }),
		middleOfName: ({ name }) => ({ search: letters(name.split(" ").at(-1) ?? name, 1, 5) }),
		twoLetters: ({ name }) => ({ search: letters(name, 0, 2) }),
		oneLetter: ({ name }) => ({ search: letters(name, 0, 1) }),
		nameAndLetter: ({ name }) => ({ search: `${name.split(" ")[0]} ${letters(name.split(" ").at(-1) ?? name, 0, 1)}` }),
		lastFiveDigits: ({ digits }) => ({ search: digits.slice(-5) }),
		typedNumber: ({ digits }) => ({ search: `+${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}` }),
		notThere: (_, other) => ({ search: `zzqx${other.digits.slice(-2)}` }),
		commonWordsNeverTogether: ({ name }, other) => ({
			search: `${name.split(" ")[0]} ${other.name.split(" ").at(-1)}`,
		}),
		nothingTyped: () => ({ search: "", closed: false }),
		lettersAmongOpen: ({ name }) => ({ search: letters(name, 0, 3), closed: false }),
		lettersAmongClosed: ({ name }) => ({ search: letters(name, 0, 3), closed: true }),
		letterAmongClosed: ({ name }) => ({ search: letters(name, 0, 1), closed: true }),
		lettersWithoutNumber: ({ name }) => ({ search: letters(name, 0, 3), state: "none" }),
		lettersWithoutConsent: ({ name }) => ({ search: letters(name, 0, 3), consented: false }),
		lettersOfOneType: ({ name }) => ({ search: letters(name, 0, 3), type: "child" }),
		wholeNameWithoutConsent: ({ name }) => ({ search: name, consented: false, closed: false }),
	};
	const anyone = () => people[Math.floor(random() * people.length)] as Person;
	return Object.fromEntries(
		Object.entries(kinds).map(([kind, query]) => [kind, Array.from({ length: each }, () => query(anyone(), anyone()))]),
	);
}

/** Letters as a person counts them: a vowel sign or an accent belongs to its letter. */
function letters(text: string, from: number, to: number): string {
	return [...new Intl.Segmenter().segment(text)]
		.slice(from, to)
		.map(({ segment }) => segment)
		.join("");
}
