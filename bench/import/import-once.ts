// Imports sheets into a fresh office one after the other, from looking to the last row written, then takes the last one back. Built before it runs, as
// the product is: sources would be stripped of their types in every thread. Arguments: the folder of the database's steps, the built `sheet-worker`,
// `import-worker` and `check-worker`, files.
// Prints one JSON line.
import { readFileSync } from "node:fs";
import { round } from "../measure.ts";
import { openBenchOffice, seat } from "../open-office.ts";
import { type Held, watchThread } from "./watch-thread.ts";

const [migrationsDir, sheetWorker, importWorker, checkWorker, ...files] = process.argv.slice(2);
const office = await openBenchOffice({ migrationsDir, sheetWorker, importWorker, checkWorker });
const thread = watchThread();
const peak = { mb: 0 };
const watch = setInterval(() => {
	peak.mb = Math.max(peak.mb, process.memoryUsage.rss() / 1024 / 1024);
}, 100);
const parts: Record<string, number>[] = [];
try {
	for (const file of files) {
		const taken = office.outpost.takeFile(seat, file);
		if (!taken.ok) throw new Error(taken.problem.code);
		const cpu = process.cpuUsage();
		const readers = endedChildrenMs();
		const started = performance.now();
		thread.take();
		const look = await office.must("imports.look", { file: taken.value });
		const lookedMs = performance.now() - started;
		const looking = thread.take();
		const batch = await office.must("imports.check", {
			file: taken.value,
			type: "person",
			columns: look.columns.flatMap(({ column, guess, header }) =>
				column === look.idColumn ? [] : [{ column, to: guess ?? header }],
			),
			idColumn: look.idColumn,
			match: look.match ?? "external_id",
			createNew: true,
		});
		if (batch.verdicts.decide > 0) await office.must("imports.decide", { batch: batch.id, as: "take" });
		const checkedMs = performance.now() - started - lookedMs;
		const checking = thread.take();
		const done = await office.must("imports.apply", { batch: batch.id });
		const ms = performance.now() - started;
		const used = process.cpuUsage(cpu);
		const writing = thread.take();
		const isLast = file === files.at(-1);
		const undoFrom = performance.now();
		if (isLast) await office.must("imports.undo", { batch: batch.id });
		parts.push({
			rows: batch.rows,
			written: done.written.new,
			ms: round(ms),
			lookMs: round(lookedMs),
			checkMs: round(checkedMs),
			applyMs: round(ms - lookedMs - checkedMs),
			cpuMs: round((used.user + used.system) / 1000 + endedChildrenMs() - readers),
			...held("look", looking),
			...held("check", checking),
			...held("apply", writing),
			...(isLast ? { undoMs: round(performance.now() - undoFrom), ...held("undo", thread.take()) } : {}),
		});
	}
} finally {
	clearInterval(watch);
	thread.end();
	await office.close();
}
/** Processor time of child processes that have ended, such as those that read sheets; 0 where the system does not tell. */
function endedChildrenMs(): number {
	try {
		const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
		// Fields 16 and 17 of proc(5), in hundredths of a second.
		return 10 * (Number(fields[13]) + Number(fields[14]));
	} catch {
		return 0;
	}
}

function held(what: string, { stallMs, stallCpuMs }: Held): Record<string, number> {
	return { [`${what}StallMs`]: round(stallMs), [`${what}StallCpuMs`]: round(stallCpuMs) };
}

process.stdout.write(`${JSON.stringify({ files: parts, peakMb: round(peak.mb) })}\n`);
