// A sheet of many people end to end, from looking to the last row written and back: against reading it alone with two libraries, and against a plain
// script of Debian's packages that does the same work, all in one run. Each in a process of its own.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSheet } from "./import/make-sheet.ts";
import { report, round } from "./measure.ts";

const most = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000);
const few = most / 10;
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

const node = <T>(script: string, ...args: string[]) =>
	JSON.parse(execFileSync(process.execPath, [join(here, "import", script), ...args], { encoding: "utf8" })) as T;

/** Null where Debian's packages are not installed. */
function python(file: string): Run | null {
	const script = ["/usr/bin/python3", join(here, "import/script.py"), file] as const;
	const ran = spawnSync(script[0], script.slice(1), { encoding: "utf8" });
	if (ran.status === 0) return JSON.parse(ran.stdout) as Run;
	console.error("skipped: the script in Python, since python3-openpyxl and python3-phonenumbers are not installed");
	return null;
}

try {
	const [small, large] = [join(folder, "few.xlsx"), join(folder, "many.xlsx")];
	await makeSheet(small, few, 1);
	await makeSheet(large, most, 2);
	const ours = node<Imported>("import-once.ts", large);
	const fewer = node<Imported>("import-once.ts", small);
	const reading = {
		exceljs: node<Run>("read-once.ts", "exceljs", large),
		xlsx: node<Run>("read-once.ts", "xlsx", large),
	};
	const script = python(large);
	const whole = ours.files[0] ?? {};
	const part = fewer.files[0] ?? {};
	const perRow = (run: Record<string, number>) => (run.cpuMs ?? 0) / (run.rows ?? 1);
	report("import", {
		rows: most,
		mb: round(statSync(large).size / 1024 / 1024),
		ours: { ...whole, peakMb: ours.peakMb },
		fewer: { ...part, peakMb: fewer.peakMb },
		reading,
		script,
		timesReading: round((whole.ms ?? 0) / Math.min(reading.exceljs.ms, reading.xlsx.ms)),
		timesFasterThanScript: script ? round(script.ms / (whole.ms ?? 1)) : null,
		growth: round(perRow(whole) / perRow(part) - 1),
		undoShare: round((whole.undoMs ?? 0) / (whole.ms ?? 1)),
		stallMs: Math.max(...["lookStallMs", "checkStallMs", "applyStallMs"].map((name) => whole[name] ?? 0)),
	});
} finally {
	rmSync(folder, { recursive: true, force: true });
}
