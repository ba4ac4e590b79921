// A sheet of many people end to end, from looking to the last row written and back: against reading it alone with two libraries, and against a plain
// script of Debian's packages that does the same work, all in one run. Each in a process of its own.
// With BENCH_IMPORT_GROWTH, a number of rows, something else: sheets of a hundred thousand, as many as that needs, one after the other into one office.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled } from "../src/testing/bundled.ts";
import { makeSheet } from "./import/make-sheet.ts";
import { report, round } from "./measure.ts";
import { migrationsDir } from "./open-office.ts";

/** Ten times as many, and as many as one sheet may have, its headings among them (reliability G6); a hundred times as many are only read. */
const few = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000) / 10;
const [many, most, read] = [10 * few, 20 * few - 1, 100 * few];
const aSheet = 100_000;
const folder = mkdtempSync(join(tmpdir(), "outpost-bench-import-"));
const here = import.meta.dirname;

interface Run {
	rows: number;
	ms: number;
	cpuMs: number;
	peakMb: number;
}
interface Imported extends Run {
	files: Record<string, number>[];
}

/** Built, as in the product. */
const importOnce = await bundled("bench/import/import-once.ts");
const workers = await Promise.all(
	["spreadsheet-import/sheet-worker.ts", "spreadsheet-import/import-worker.ts", "storage/check-worker.ts"].map((name) =>
		bundled(`src/core/${name}`),
	),
);
const run = <T>(script: string, ...args: string[]) =>
	JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: "utf8" })) as T;
const node = <T>(script: string, ...args: string[]) => run<T>(join(here, "import", script), ...args);
/** Into one fresh office, one after the other. */
const imported = (...files: string[]) => run<Imported>(importOnce, migrationsDir, ...workers, ...files);

/** Null where it can't be run here; says why. */
function python(file: string): Run | null {
	const script = ["/usr/bin/python3", join(here, "import/script.py"), file] as const;
	const ran = spawnSync(script[0], script.slice(1), { encoding: "utf8" });
	if (ran.status === 0) return JSON.parse(ran.stdout) as Run;
	const why = /ModuleNotFoundError/.test(ran.stderr)
		? "since python3-openpyxl and python3-phonenumbers are not installed"
		: `which failed: ${ran.error?.message ?? ran.stderr}`;
	console.error(`skipped: the script in Python, ${why}`);
	return null;
}

/** Our reader alone, on strings that stand in the cells. */
async function readAlone(rows: number): Promise<Run> {
	const file = join(folder, "alone.xlsx");
	await makeSheet(file, rows, 4, false);
	return node<Run>("read-once.ts", "ours", file);
}

/** What a row costs in an empty office, and with so many in it. */
async function growth(rows: number): Promise<void> {
	const files: string[] = [];
	for (let left = rows; left > 0; left -= aSheet) {
		const file = join(folder, `${files.length}.xlsx`);
		await makeSheet(file, Math.min(aSheet, left), files.length + 1);
		files.push(file);
	}
	const run = imported(...files);
	const [first = {}, last = {}] = [run.files[0], run.files.at(-1)];
	report("import-growth", {
		rows,
		sheets: run.files.map(({ rows, ms, cpuMs }) => ({ rows, ms, cpuMs, cpuMsARow: round(perRow({ rows, cpuMs })) })),
		growth: round(perRow(last) / perRow(first) - 1),
		undoMs: last.undoMs,
		peakMb: run.peakMb,
	});
}

const perRow = (run: { cpuMs?: number; rows?: number }) => (run.cpuMs ?? 0) / (run.rows ?? 1);

/** Against reading alone and the script. */
async function comparison(): Promise<void> {
	const [small, large, largest] = [join(folder, "few.xlsx"), join(folder, "many.xlsx"), join(folder, "most.xlsx")];
	await makeSheet(small, few, 1);
	await makeSheet(large, many, 2);
	await makeSheet(largest, most, 3);
	const ours = imported(large);
	const fewer = imported(small);
	const reading = {
		exceljs: node<Run>("read-once.ts", "exceljs", large),
		xlsx: node<Run>("read-once.ts", "xlsx", large),
	};
	const script = python(large);
	const bare = node<Run>("write-bare.ts", String(many));
	const longest = imported(largest);
	const alone = { few: await readAlone(few), many: await readAlone(read) };
	const whole = ours.files[0] ?? {};
	const part = fewer.files[0] ?? {};
	const all = longest.files[0] ?? {};
	const stall = (name: string) =>
		Math.max(...["look", "check", "apply", "undo"].map((part) => whole[`${part}${name}`] ?? 0));
	report("import", {
		rows: many,
		mb: round(statSync(large).size / 1024 / 1024),
		ours: { ...whole, peakMb: ours.peakMb },
		fewer: { ...part, peakMb: fewer.peakMb },
		most: { ...all, peakMb: longest.peakMb },
		reading,
		alone,
		script,
		bare,
		timesReading: round((whole.ms ?? 0) / Math.min(reading.exceljs.ms, reading.xlsx.ms)),
		timesFasterThanScript: script ? round(script.ms / (whole.ms ?? 1)) : null,
		growth: round(perRow(all) / perRow(part) - 1),
		readingGrowth: round(perRow(alone.many) / perRow(alone.few) - 1),
		undoShare: round((whole.undoMs ?? 0) / (whole.ms ?? 1)),
		stallMs: stall("StallMs"),
		stallCpuMs: stall("StallCpuMs"),
	});
}

try {
	const rows = Number(process.env.BENCH_IMPORT_GROWTH ?? 0);
	if (rows > 0) await growth(rows);
	else await comparison();
} finally {
	rmSync(folder, { recursive: true, force: true });
}
