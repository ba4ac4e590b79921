import type { SheetInfo } from "../cell.ts";
import { Unreadable } from "../unreadable.ts";
import { isOn, prefixed, readWholeXml } from "./read-xml.ts";
import { type Relation, readRelations } from "./relations.ts";
import { readStyles } from "./styles.ts";
import type { Zip } from "./zip.ts";

export interface Workbook {
	sheets: { name: string; hidden: SheetInfo["hidden"]; part: string }[];
	date1904: boolean;
	/** The producer left calculating to whoever opens it: a cached 0 of a formula means nothing. */
	uncalculated: boolean;
	macros: boolean;
	/** Number format of each cell style, by its index. */
	formats: string[];
	/** The part with the shared strings, where there is one. */
	strings: string | null;
}

/** What the workbook says of itself, whatever its parts are called. Problems, thrown: `file-damaged`, `sheet-none`, `file-doctype`. */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
	const part =
		(await readRelations(zip, "")).find((relation) => relation.kind === "officeDocument")?.target ?? "xl/workbook.xml";
	const relations = await readRelations(zip, part);
	const listed: { name: string; state: string; id: string }[] = [];
	let date1904 = false;
	let uncalculated = false;
	await readWholeXml(zip.read(part), {
		open(element, attributes) {
			if (element === "sheet") {
				const { name = "", state = "visible" } = attributes;
				listed.push({ name, state, id: prefixed(attributes, "id") ?? "" });
			}
			if (element === "workbookPr") date1904 = isOn(attributes.date1904);
			if (element === "calcPr") uncalculated = isOn(attributes.fullCalcOnLoad);
		},
	});
	const sheets = listed.flatMap(({ name, state, id }) => {
		const relation = relations.find((each) => each.id === id);
		if (!relation) throw new Unreadable("file-damaged");
		if (relation.kind !== "worksheet") return [];
		return [{ name, hidden: hiddenBy(state), part: relation.target }];
	});
	if (sheets.length === 0) throw new Unreadable("sheet-none");
	const styles = partOf(zip, relations, "styles");
	return {
		sheets,
		date1904,
		uncalculated,
		macros: zip.names().some((name) => name.endsWith("vbaproject.bin")),
		formats: styles ? await readStyles(zip.read(styles)) : [],
		strings: partOf(zip, relations, "sharedStrings"),
	};
}

function hiddenBy(state: string): SheetInfo["hidden"] {
	if (/^veryHidden$/i.test(state)) return "very-hidden";
	return /^hidden$/i.test(state) ? "hidden" : "no";
}

/** A relation that leads to a part which is not there would turn dates into numbers in silence. */
function partOf(zip: Zip, relations: Relation[], kind: string): string | null {
	const found = relations.find((relation) => relation.kind === kind);
	if (found && !zip.has(found.target)) throw new Unreadable("file-damaged");
	return found?.target ?? null;
}
