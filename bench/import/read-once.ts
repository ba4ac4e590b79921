// Reads a workbook through and does nothing with it. Arguments: `exceljs`, `xlsx` or `ours`, file. Prints one JSON line.
import { readFileSync } from "node:fs";
import { readSheet } from "../../src/core/spreadsheet-import/index.ts";
import { round } from "../measure.ts";

const [way = "", file = ""] = process.argv.slice(2);
let mostMb = 0;
const watch = () => {
	mostMb = Math.max(mostMb, process.memoryUsage.rss() / 1024 / 1024);
};
const started = performance.now();
let rows = 0;
if (way === "exceljs") {
	const { default: ExcelJS } = await import("exceljs");
	for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(file, {
		sharedStrings: "cache",
		worksheets: "emit",
	}))
		for await (const _ of sheet) if (++rows % 1000 === 0) watch();
} else if (way === "ours") {
	// Above every limit of the product: this is about the reader.
	const limits = { rows: 2_000_000, fileBytes: 2 ** 31, partBytes: 2 ** 31, allBytes: 2 ** 31 };
	const take = (some: unknown[]) => {
		rows += some.length;
		if (rows % 10_000 === 0) watch();
	};
	const read = await readSheet(file, {}, take, undefined, limits);
	if (!read.ok) throw new Error(read.problem.code);
} else {
	const XLSX = await import("@e965/xlsx");
	const book = XLSX.read(readFileSync(file), { dense: true });
	rows = ((book.Sheets[book.SheetNames[0] ?? ""] as { "!data"?: unknown[] } | undefined)?.["!data"] ?? []).length;
}
const ms = performance.now() - started;
watch();
const { user, system } = process.cpuUsage();
process.stdout.write(
	`${JSON.stringify({ rows: rows - 1, ms: round(ms), cpuMs: round((user + system) / 1000), peakMb: round(mostMb) })}\n`,
);
