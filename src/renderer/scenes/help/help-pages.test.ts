import { expect, it } from "vitest";
import titles from "../../../../locales/en/help.json";
import { helpPages } from "./help-pages.ts";
import { type Block, type Piece, parseMarkdown } from "./parse-markdown.ts";

const sources = import.meta.glob<string>("../../../../docs/help/*/*.md", {
	query: "?raw",
	import: "default",
	eager: true,
});

function linksOf(block: Block): string[] {
	const pieces: Piece[] =
		block.kind === "table"
			? [...block.head, ...block.rows.flat()].flat()
			: block.kind === "list"
				? block.items.flat()
				: block.pieces;
	return pieces.flatMap((piece) => (piece.kind === "link" ? [piece.page] : []));
}

it("every page of the list is there in English, with a title, and no other", () => {
	const english = Object.keys(sources).filter((path) => path.includes("/help/en/"));
	expect(english.map((path) => path.replace(/^.*\/|\.md$/g, "")).sort()).toEqual([...helpPages].sort());
	expect(Object.keys(titles.page).sort()).toEqual([...helpPages].sort());
});

it.each(Object.entries(sources))("%s begins with its title, and its links lead to pages", (_path, source) => {
	const blocks = parseMarkdown(source);
	expect(blocks[0]).toMatchObject({ kind: "heading", level: 1 });
	expect(blocks.filter((block) => block.kind === "heading" && block.level === 1)).toHaveLength(1);
	for (const page of blocks.flatMap(linksOf)) expect(helpPages).toContain(page);
});
