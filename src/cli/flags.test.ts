import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Flags, readFlags } from "./flags.ts";

const flags = {
	text: { kind: "value" },
	phone: { kind: "value" },
	property: { kind: "list" },
	json: { kind: "switch" },
} as const satisfies Flags;

function read(...argv: string[]) {
	const result = readFlags(argv, flags);
	if (!result.ok) return result.problem.code;
	const { words, value, all, has } = result.value;
	return {
		words: [...words],
		text: value("text"),
		phone: value("phone"),
		property: [...all("property")],
		json: has("json"),
	};
}
const nothing = { words: [], text: undefined, phone: undefined, property: [], json: false };

describe("flags", () => {
	it.each([
		[[], {}],
		[["--text", "a"], { text: "a" }],
		[["--text=a"], { text: "a" }],
		[["--text=-x"], { text: "-x" }],
		[["--text=--json"], { text: "--json" }],
		[["--text="], { text: "" }],
		[["--text", ""], { text: "" }],
		[["--text=a=b=c"], { text: "a=b=c" }],
		[["--text", "- a list"], { text: "- a list" }],
		[["--phone", "+1 555"], { phone: "+1 555" }],
		[["--phone", "-555"], { phone: "-555" }],
		[["--phone", "(0) 712"], { phone: "(0) 712" }],
		[["--property", "a=1", "--property=b=2"], { property: ["a=1", "b=2"] }],
		[["one", "--json", "two"], { words: ["one", "two"], json: true }],
		[["--json=true"], { json: true }],
		[["--json=false"], { json: false }],
		[["--", "--text", "-x"], { words: ["--text", "-x"] }],
		[["__proto__=1", "constructor"], { words: ["__proto__=1", "constructor"] }],
	])("takes %j", (argv, expected) => {
		expect(read(...argv)).toEqual({ ...nothing, ...expected });
	});

	it.each([
		[["--txt", "a"], "usage.unknown-flag"],
		[["-t", "a"], "usage.unknown-flag"],
		[["--__proto__=1"], "usage.unknown-flag"],
		[["--constructor"], "usage.unknown-flag"],
		[["--text"], "usage.value-missing"],
		[["--text", "-x"], "usage.value-looks-like-flag"],
		[["--text", "--json"], "usage.value-looks-like-flag"],
		[["--text", "--", "a"], "usage.value-looks-like-flag"],
		[["--text", "a", "--text=b"], "usage.flag-twice"],
		[["--json=yes"], "usage.no-value-taken"],
	])("refuses %j", (argv, code) => {
		expect(read(...argv)).toBe(code);
	});

	it("misses a flag that is needed", () => {
		const needed: Flags = { name: { kind: "value", needed: true } };
		expect(readFlags([], needed)).toMatchObject({
			ok: false,
			problem: { code: "usage.flag-missing", details: { flag: "--name" } },
		});
		expect(readFlags(["--name="], needed)).toMatchObject({ ok: true });
	});

	it("gives back any value behind the equals sign, and any number of list values in order", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string()), (text, list) => {
				const argv = [`--text=${text}`, ...list.map((value) => `--property=${value}`)];
				expect(read(...argv)).toEqual({ ...nothing, text, property: list });
			}),
			{ seed: 20260105, numRuns: 300 },
		);
	});

	it("never throws, whatever stands on the line", () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.string(), fc.constantFrom("--text", "--json", "--", "-", "--property=", "-h"))),
				(argv) => {
					expect(() => readFlags(argv, flags)).not.toThrow();
				},
			),
			{ seed: 20260106, numRuns: 500 },
		);
	});
});
