import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import { Unreadable } from "../unreadable.ts";

export type Attributes = Record<string, string>;

/** Names come without their prefix: producers choose `row`, `x:row` or `ss:row` as they like. */
export interface XmlListener {
	open(name: string, attributes: Attributes): void;
	text?(text: string): void;
	close?(name: string): void;
}

/**
 * Reads a part as its bytes come and yields after each piece, so that what the listener gathered can be taken away. Problems, thrown:
 * `file-damaged`, `file-doctype` (a workbook has none; with one, entities could be declared that unfold to any size), `file-too-large` (one text
 * longer than `mostText`).
 */
export async function* readXml(
	bytes: AsyncIterable<Buffer>,
	listener: XmlListener,
	mostText: number,
): AsyncGenerator<void> {
	const parser = new SaxesParser();
	let sinceMark = 0;
	parser.on("doctype", () => {
		throw new Unreadable("file-doctype");
	});
	parser.on("opentag", (tag) => {
		sinceMark = 0;
		listener.open(withoutPrefix(tag.name), tag.attributes);
	});
	if (listener.text) parser.on("text", (text) => listener.text?.(text));
	if (listener.text) parser.on("cdata", (text) => listener.text?.(text));
	parser.on("closetag", (tag) => {
		sinceMark = 0;
		listener.close?.(withoutPrefix(tag.name));
	});
	let decoder: TextDecoder | undefined;
	try {
		for await (const chunk of bytes) {
			decoder ??= decoderFor(chunk);
			sinceMark += chunk.length;
			parser.write(decoder.decode(chunk, { stream: true }));
			// What the parser holds back between two marks would otherwise grow with the file.
			if (sinceMark > 4 * mostText) throw new Unreadable("file-too-large", { most: Math.round(mostText / 1e6) });
			yield;
		}
		parser.write(decoder?.decode() ?? "").close();
	} catch (error) {
		throw error instanceof Unreadable ? error : new Unreadable("file-damaged");
	}
	yield;
}

/** A small part: everything is heard when this is done. */
export async function readWholeXml(bytes: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
	for await (const _ of readXml(bytes, listener, 1_000_000));
}

export function withoutPrefix(name: string): string {
	const colon = name.indexOf(":");
	return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute whatever its prefix, such as `r:id`. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
	for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
	return undefined;
}

/** `1`, `true` and `on` in any case. */
export function isOn(value: string | undefined): boolean {
	return /^\s*(1|true|on)\s*$/i.test(value ?? "");
}

function decoderFor(first: Buffer): TextDecoder {
	const label = encodingOf(first);
	try {
		return new TextDecoder(label, { fatal: true });
	} catch {
		throw new Unreadable("file-damaged");
	}
}

function encodingOf(first: Buffer): string {
	const [a, b] = first;
	if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le";
	if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be";
	const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
		first.toString("latin1", 0, 200),
	);
	return declared?.[1] ?? "utf-8";
}
