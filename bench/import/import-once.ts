// Imports sheets into a fresh office one after the other, from looking to the last row written, then takes the last one back. Arguments: how many of
// them to take back, then files. Prints one JSON line.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { round } from "../measure.ts";
import { openBenchOffice, seat } from "../open-office.ts";

const files = process.argv.slice(2);
const office = await openBenchOffice();
const pulse = monitorEventLoopDelay({ resolution: 1 });
const peak = { mb: 0 };
const watch = setInterval(() => {
	peak.mb = Math.max(peak.mb, process.memoryUsage.rss() / 1024 / 1024);
}, 20);
const parts: Record<string, number>[] = [];
try {
	for (const file of files) {
		const taken = office.outpost.takeFile(seat, file);
		if (!taken.ok) throw new Error(taken.problem.code);
		const cpu = process.cpuUsage();
		const started = performance.now();
		pulse.enable();
		const look = await office.must("imports.look", { file: taken.value });
		const lookedMs = performance.now() - started;
		const lookStallMs = pulse.max / 1e6;
		pulse.reset();
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
		const checkStallMs = pulse.max / 1e6;
		pulse.reset();
		const done = await office.must("imports.apply", { batch: batch.id });
		const ms = performance.now() - started;
		const used = process.cpuUsage(cpu);
		const stallMs = pulse.max / 1e6;
		pulse.reset();
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
			cpuMs: round((used.user + used.system) / 1000),
			lookStallMs: round(lookStallMs),
			checkStallMs: round(checkStallMs),
			applyStallMs: round(stallMs),
			...(isLast ? { undoMs: round(performance.now() - undoFrom), undoStallMs: round(pulse.max / 1e6) } : {}),
		});
	}
} finally {
	clearInterval(watch);
	await office.close();
}
process.stdout.write(`${JSON.stringify({ files: parts, peakMb: round(peak.mb) })}\n`);
