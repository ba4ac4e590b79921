import { describe, expect, it } from "vitest";
import { parseMarkdown, parsePieces } from "./parse-markdown.ts";

describe("help pages are read", () => {
	it("block by block", () => {
		const blocks = parseMarkdown(
			"# Title\nFirst line\nsecond line\n\n- one\n  more of one\n- two\n\n1. a\n2. b\n\n| code | means |\n| --- | --- |\n| `X` | **bad** |\n",
		);
		expect(blocks.map((block) => block.kind)).toEqual(["heading", "paragraph", "list", "list", "table"]);
		expect(blocks[1]).toMatchObject({ pieces: [{ kind: "text", text: "First line second line" }] });
		expect(blocks[2]).toMatchObject({ ordered: false, items: [[{ text: "one more of one" }], [{ text: "two" }]] });
		expect(blocks[3]).toMatchObject({ ordered: true });
		expect(blocks[4]).toMatchObject({
			head: [[{ text: "code" }], [{ text: "means" }]],
			rows: [[[{ kind: "code", text: "X" }], [{ kind: "strong", text: "bad" }]]],
		});
	});

	it("piece by piece", () => {
		expect(parsePieces("See [Consent](consent.md), *not* `STOP`.")).toEqual([
			{ kind: "text", text: "See " },
			{ kind: "link", text: "Consent", page: "consent" },
			{ kind: "text", text: ", " },
			{ kind: "emphasis", text: "not" },
			{ kind: "text", text: " " },
			{ kind: "code", text: "STOP" },
			{ kind: "text", text: "." },
		]);
	});

	it.each([
		"<script>alert(1)</script>",
		"[x](https://example.org)",
		"[x](javascript:alert(1))",
		"![x](a.png)",
		"**open",
		"|",
	])("%s stays text", (text) => {
		const [block] = parseMarkdown(text);
		expect(block).toEqual({ kind: "paragraph", pieces: [{ kind: "text", text }] });
	});
});
