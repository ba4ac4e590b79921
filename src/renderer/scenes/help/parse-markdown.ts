/** A piece of running text. */
export type Piece =
	| { kind: "text" | "strong" | "emphasis" | "code"; text: string }
	| { kind: "link"; text: string; page: string };

export type Block =
	| { kind: "heading"; level: 1 | 2 | 3; pieces: Piece[] }
	| { kind: "paragraph"; pieces: Piece[] }
	| { kind: "list"; ordered: boolean; items: Piece[][] }
	| { kind: "table"; head: Piece[][]; rows: Piece[][][] };

/**
 * Reads the little Markdown that help pages are written in: headings, paragraphs, flat lists, tables, bold, emphasis, code and links to
 * other help pages. Everything else stays text, so a page can never bring markup or an address of its own into the window.
 */
export function parseMarkdown(source: string): Block[] {
	const blocks: Block[] = [];
	for (const chunk of source.replace(/\r\n/g, "\n").split(/\n{2,}/)) {
		const lines = chunk.split("\n").filter((line) => line.trim() !== "");
		while (lines.length > 0) {
			const block = takeHeading(lines) ?? takeTable(lines) ?? takeList(lines) ?? takeParagraph(lines);
			blocks.push(block);
		}
	}
	return blocks;
}

function takeHeading(lines: string[]): Block | null {
	const found = /^(#{1,3})\s+(.*)$/.exec(lines[0] ?? "");
	if (!found) return null;
	lines.shift();
	return { kind: "heading", level: (found[1]?.length ?? 1) as 1 | 2 | 3, pieces: parsePieces(found[2] ?? "") };
}

const bullet = /^\s{0,3}[-*]\s+(.*)$/;
const numbered = /^\s{0,3}\d+[.)]\s+(.*)$/;

function takeList(lines: string[]): Block | null {
	const ordered = numbered.test(lines[0] ?? "");
	const mark = ordered ? numbered : bullet;
	if (!mark.test(lines[0] ?? "")) return null;
	const items: string[] = [];
	while (lines.length > 0) {
		const line = lines[0] ?? "";
		const begun = mark.exec(line);
		if (begun) items.push(begun[1] ?? "");
		// A line set in belongs to the item before.
		else if (/^\s+\S/.test(line) && items.length > 0) items.push(`${items.pop()} ${line.trim()}`);
		else break;
		lines.shift();
	}
	return { kind: "list", ordered, items: items.map(parsePieces) };
}

function takeTable(lines: string[]): Block | null {
	if (!lines[0]?.startsWith("|") || !/^\|[\s:|-]+\|$/.test(lines[1]?.trim() ?? "")) return null;
	const head = cells(lines.shift() ?? "");
	lines.shift();
	const rows: Piece[][][] = [];
	while (lines[0]?.startsWith("|")) rows.push(cells(lines.shift() ?? ""));
	return { kind: "table", head, rows };
}

function cells(line: string): Piece[][] {
	return line
		.trim()
		.replace(/^\||\|$/g, "")
		.split("|")
		.map((cell) => parsePieces(cell.trim()));
}

function takeParagraph(lines: string[]): Block {
	const taken = [lines.shift() ?? ""];
	while (
		lines.length > 0 &&
		!/^(#{1,3}\s|\|)/.test(lines[0] ?? "") &&
		!bullet.test(lines[0] ?? "") &&
		!numbered.test(lines[0] ?? "")
	)
		taken.push(lines.shift() ?? "");
	return { kind: "paragraph", pieces: parsePieces(taken.join(" ")) };
}

const marks = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([a-z0-9-]+)\.md\)/g;

/** Bold, emphasis, code and links of one line. */
export function parsePieces(text: string): Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	for (const found of text.matchAll(marks)) {
		if (found.index > at) pieces.push({ kind: "text", text: text.slice(at, found.index) });
		const [whole, code, strong, emphasis, words, page] = found;
		if (code !== undefined) pieces.push({ kind: "code", text: code });
		else if (strong !== undefined) pieces.push({ kind: "strong", text: strong });
		else if (emphasis !== undefined) pieces.push({ kind: "emphasis", text: emphasis });
		else pieces.push({ kind: "link", text: words ?? "", page: page ?? "" });
		at = found.index + whole.length;
	}
	if (at < text.length) pieces.push({ kind: "text", text: text.slice(at) });
	return pieces;
}
