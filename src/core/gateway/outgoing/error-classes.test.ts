import { describe, expect, it } from "vitest";
import { judge, type Verdict } from "../modem/error-table.ts";

/** P: never this text. A: the whole queue rests. T: again. U: it may have been sent. D: the centre has it. V: once more without validity. S: the start sequence. */
type Class = "P" | "A" | "T" | "U" | "D" | "V" | "S";
const classOf: Record<Verdict["act"], Class> = {
	fail: "P",
	rest: "A",
	retry: "T",
	busy: "T",
	unknown: "U",
	duplicate: "D",
	"without-validity": "V",
	restart: "S",
};
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, nth) => from + nth);

/** modem §3, row by row; what stands in no row is as little known as silence. */
const cms: [Class, number[]][] = [
	["P", [1]],
	["A", [8, 10, 28, 29, 30, 50, 69]],
	["T", [21, 38, 127]],
	["T", [27]],
	["T", [41, 42, 47, 111, 192, 194, 255, 331, 512, 514, 515]],
	["P", [81, ...range(95, 99), ...range(128, 161), 176, 304, 305, 517, 538, ...range(549, 554)]],
	["P", [195, 196]],
	["A", [193]],
	["D", [197]],
	["V", [198, 199]],
	["T", [...range(208, 211), 322]],
	["T", [212, 314]],
	["U", [300, 320, 500]],
	["S", [302, 303, 311]],
	["A", [310, 312, 313, 315, 316, 317, 318]],
	["A", [330]],
	["U", [332, 513]],
];
const cme: [Class, number[]][] = [
	["U", [0, 31, 100]],
	["S", [3, 4, 11]],
	["A", [10, 12, 13, 15, 16, 17, 18]],
	["T", [14, 515]],
];

const verdict = (family: "cms" | "cme", number: number | null, typed: boolean) =>
	judge({ kind: "error", error: { family, number } } as Parameters<typeof judge>[0], typed);

describe.each([
	["cms", cms],
	["cme", cme],
] as const)("refusals of family %s (reliability B11)", (family, rows) => {
	const expected = new Map(rows.flatMap(([means, codes]) => codes.map((code) => [code, means])));
	it("have the class of the table, each of a thousand numbers", () => {
		for (let code = 0; code < 1_000; code += 1) {
			const means = expected.get(code) ?? "U";
			expect(classOf[verdict(family, code, true).act], `${family} ${code} after the text`).toBe(means);
			// Before the text was handed over nothing can have been sent.
			const before = classOf[verdict(family, code, false).act];
			expect(before, `${family} ${code} before the text`).toBe(means === "U" ? "T" : means);
		}
	});
	it("are tried five times at most, with pauses that never shrink", () => {
		for (let code = 0; code < 1_000; code += 1)
			for (const typed of [true, false]) {
				const judged = verdict(family, code, typed);
				if (judged.act !== "retry") continue;
				expect(judged.pausesMs.length, `${family} ${code}`).toBeLessThanOrEqual(4);
				expect([...judged.pausesMs].sort((one, other) => one - other)).toEqual(judged.pausesMs);
			}
	});
});

describe("the numbers that field offices meet", () => {
	it.each([
		[21, "three tries, a minute and five minutes apart", [60_000, 300_000]],
		[38, "the same", [60_000, 300_000]],
		[27, "three tries, half an hour apart", [1_800_000, 1_800_000]],
		[42, "five tries, ten seconds doubling", [10_000, 20_000, 40_000, 80_000]],
		[515, "the same", [10_000, 20_000, 40_000, 80_000]],
	])("%i: %s", (code, _means, pausesMs) => {
		expect(verdict("cms", code, true)).toMatchObject({ act: "retry", pausesMs });
	});
	it("28 and 29 are no credit far more often than a wrong number: the queue waits for a person", () => {
		for (const code of [28, 29])
			expect(verdict("cms", code, true)).toEqual({ act: "rest", problem: "network-refuses-texts" });
	});
});
