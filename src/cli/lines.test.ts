import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOf } from "./lines.ts";

async function lines(chunks: Iterable<Uint8Array | string>): Promise<string[]> {
	const found: string[] = [];
	for await (const line of linesOf(Readable.from(chunks))) found.push(line);
	return found;
}

describe("lines", () => {
	it.each([
		["", []],
		["\n", [""]],
		["a", ["a"]],
		["a\n", ["a"]],
		["a\r\nb\n\nc", ["a", "b", "", "c"]],
		["a\rb\u2028c\n", ["a\rb\u2028c"]],
	])("of %j", async (text, expected) => {
		expect(await lines([text])).toEqual(expected);
	});

	it("are the same however the bytes are cut", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n]/g, ""))),
				fc.integer({ min: 1, max: 7 }),
				async (texts, size) => {
					const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(""));
					const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
						bytes.subarray(i * size, (i + 1) * size),
					);
					expect(await lines(chunks)).toEqual(texts.map((text) => Buffer.from(text).toString()));
				},
			),
			{ seed: 20260105, numRuns: 100 },
		);
	});
});
