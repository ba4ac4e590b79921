// Reads a workbook through and does nothing with it. Arguments: `exceljs`, `xlsx` or `ours`, file. Prints one JSON line.
import { readFileSync } from "node:fs";
import { usualLimits } from "../../src/core/spreadsheet-import/reading/limits.ts";
import { openBook } from "../../src/core/spreadsheet-import/reading/open-book.ts";
import { round } from "../measure.ts";

const [way = "", file = ""] = process.argv.slice(2);
let mostMb = 0;
const watch = () => {
	mostMb = Math.max(mostMb, process.memoryUsage.rss() / 1024 / 1024);
};
const started = performance.now();
const cpu = process.cpuUsage();
let rows = 0;
if (way === "exceljs") {
	const { default: ExcelJS } = await import("exceljs");
	for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(file, {
		sharedStrings: "cache",
		worksheets: "emit",
	}))
		for await (const _ of sheet) if (++rows % 1000 === 0) watch();
} else if (way === "ours") {
	// Above every limit of the product, and here, not in a process of its own: this is about the reader.
	const limits = { ...usualLimits, rows: 2_000_000, fileBytes: 2 ** 31, partBytes: 2 ** 31, allBytes: 2 ** 31 };
	const book = await openBook(readFileSync(file), {}, limits);
	for await (const some of book.rows(0, { rows: 0, columns: 0, merged: 0 })) {
		rows += some.length;
		if (rows % 10_000 === 0) watch();
	}
} else {
	const XLSX = await import("@e965/xlsx");
	const book = XLSX.read(readFileSync(file), { dense: true });
	rows = ((book.Sheets[book.SheetNames[0] ?? ""] as { "!data"?: unknown[] } | undefined)?.["!data"] ?? []).length;
}
const ms = performance.now() - started;
watch();
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(
	`${JSON.stringify({ rows: rows - 1, ms: round(ms), cpuMs: round((user + system) / 1000), peakMb: round(mostMb) })}\n`,
);
