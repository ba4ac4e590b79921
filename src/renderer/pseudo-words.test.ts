import { expect, it } from "vitest";
import { pseudo, pseudoText } from "./pseudo-words.ts";

it("makes words strange and longer, and leaves placeholders and tags alone", () => {
	const strange = pseudoText("Hello {{name}}, <1>open</1> it");
	expect(strange).toContain("{{name}}");
	expect(strange).toContain("<1>öpéñ</1>");
	expect(strange.length).toBeGreaterThan("Hello {{name}}, <1>open</1> it".length * 1.3);
	expect(pseudo({ a: { b_one: "one" } })).toEqual({ a: { b_one: "[öñé~~]" } });
});
