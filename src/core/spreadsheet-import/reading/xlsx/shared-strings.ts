import { readXml } from "./read-xml.ts";
import { unescapeText } from "./unescape-text.ts";

/** All shared strings in their order: runs of rich text joined, readings (`rPh`) left out. */
export async function readSharedStrings(bytes: AsyncIterable<Buffer>, mostText: number): Promise<string[]> {
	const strings: string[] = [];
	let text = "";
	let inText = false;
	let inReading = 0;
	const reader = readXml(
		bytes,
		{
			open(element) {
				if (element === "si") text = "";
				else if (element === "rPh") inReading += 1;
				else if (element === "t") inText = inReading === 0;
			},
			text(piece) {
				if (inText) text += piece;
			},
			close(element) {
				if (element === "t") inText = false;
				else if (element === "rPh") inReading -= 1;
				else if (element === "si") strings.push(unescapeText(text));
			},
		},
		mostText,
	);
	for await (const _ of reader);
	return strings;
}
