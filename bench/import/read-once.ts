// Reads a workbook through and does nothing with it. Arguments: `exceljs` or `xlsx`, file. Prints one JSON line.
import { readFileSync } from "node:fs";
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
