import { expect, it } from "vitest";
import { makePeople } from "./people.ts";

it("makes the same people for the same seed, with different numbers", () => {
	const people = makePeople(20_000);
	expect(people).toEqual(makePeople(20_000));
	expect(people.slice(0, 50)).not.toEqual(makePeople(50, 7));
	expect(new Set(people.map((person) => person.digits)).size).toBe(20_000);
	for (const person of people) expect(person.digits).toMatch(/^[1-9]\d{9,13}$/);
	for (const script of [
		/\p{Script=Latin}/u,
		/\p{Script=Arabic}/u,
		/\p{Script=Devanagari}/u,
		/\p{Script=Ethiopic}/u,
		/\p{Script=Cyrillic}/u,
	]) {
		expect(people.some((person) => script.test(person.name))).toBe(true);
	}
});
