import { readWholeXml } from "./read-xml.ts";

/** Formats that a file names by number only (ECMA-376 part 1, 18.8.30); 27–36 and 50–58 are dates of East Asian Excels. */
const builtIn: Record<number, string> = {
	0: "General",
	1: "0",
	2: "0.00",
	3: "#,##0",
	4: "#,##0.00",
	9: "0%",
	10: "0.00%",
	11: "0.00E+00",
	12: "# ?/?",
	13: "# ??/??",
	14: "yyyy-mm-dd",
	15: "d-mmm-yy",
	16: "d-mmm",
	17: "mmm-yy",
	18: "h:mm AM/PM",
	19: "h:mm:ss AM/PM",
	20: "h:mm",
	21: "h:mm:ss",
	22: "yyyy-mm-dd h:mm",
	37: "#,##0",
	38: "#,##0",
	39: "#,##0.00",
	40: "#,##0.00",
	45: "mm:ss",
	46: "[h]:mm:ss",
	47: "mm:ss.0",
	48: "##0.0E+0",
	49: "@",
};

/** The number format of each cell style. */
export async function readStyles(bytes: AsyncIterable<Buffer>): Promise<string[]> {
	const own = new Map<number, string>();
	const ids: number[] = [];
	let inCellStyles = false;
	await readWholeXml(bytes, {
		open(element, attributes) {
			if (element === "numFmt") own.set(Number(attributes.numFmtId), attributes.formatCode ?? "General");
			if (element === "cellXfs") inCellStyles = true;
			if (element === "xf" && inCellStyles) ids.push(Number(attributes.numFmtId ?? 0));
		},
		close(element) {
			if (element === "cellXfs") inCellStyles = false;
		},
	});
	return ids.map((id) => own.get(id) ?? builtInFormat(id));
}

/** The code of a format that a file names by number. */
export function builtInFormat(id: number): string {
	if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "yyyy-mm-dd";
	return builtIn[id] ?? "General";
}
