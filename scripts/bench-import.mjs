// What bench/results.md says of importing spreadsheets: its targets and its table. No figure that was measured stands in here.

const targets = { timesReading: 1.5, timesFaster: 8, memory: 300, stall: 50, growth: 15, undo: 1, seconds: 60 };
const number = (value) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100).toLocaleString("en");

/** `add(what, figure, target, unit, least)` files a target. */
export function importGoals(run, add) {
	const rows = `import, ${number(run.rows)} rows`;
	add(
		`${rows}, end to end against reading alone by the faster library`,
		run.timesReading,
		targets.timesReading,
		"times",
	);
	if (run.timesFasterThanScript !== null)
		add(
			`${rows}, times faster than the script in Python`,
			run.timesFasterThanScript,
			targets.timesFaster,
			"times",
			true,
		);
	add(`${rows}, peak memory of the process`, run.ours.peakMb, targets.memory, "MB");
	add(`${rows}, longest stall of its thread`, run.stallMs, targets.stall, "ms");
	add(`${rows}, longest stall of its thread in its own processor time`, run.stallCpuMs, targets.stall, "ms");
	// A hundred thousand within a minute (reliability G6); less where fewer were asked for.
	add(`${rows}, end to end`, run.ours.ms / 1000, (targets.seconds * run.rows) / 100_000, "s");
	const [few, most] = [number(run.fewer.rows), number(run.most.rows)];
	add(`import, ${most} rows, peak memory of the process`, run.most.peakMb, targets.memory, "MB");
	add(`import, processor time a row at ${most} rows above that at ${few}`, run.growth * 100, targets.growth, "%");
	add(
		`reading alone, processor time a row at ${number(run.alone.many.rows)} rows above that at ${number(run.alone.few.rows)}`,
		run.readingGrowth * 100,
		targets.growth,
		"%",
	);
	add(`${rows}, taking back against importing`, run.undoShare, targets.undo, "times");
}

/** Of many sheets, one after the other into one office. */
export function importGrowthGoal(run, add) {
	add(
		`sheets up to ${number(run.rows)} rows, processor time a row of the last sheet above that of the first`,
		run.growth * 100,
		targets.growth,
		"%",
	);
}

export function importSection(run) {
	const seconds = (ms) => (ms === undefined ? "" : number(ms / 1000));
	const line = (what, { ms, cpuMs, peakMb, rows }) =>
		`| ${what} | ${number(rows)} | ${seconds(ms)} | ${seconds(cpuMs)} | ${peakMb === undefined ? "" : number(peakMb)} |`;
	const part = (what, ms) => line(what, { rows: run.rows, ms });
	const table = [
		line("Outpost, from looking to the last row written", run.ours),
		part("of it, looking", run.ours.lookMs),
		part("of it, checking every row", run.ours.checkMs),
		part("of it, backup and writing", run.ours.applyMs),
		part("taking it back", run.ours.undoMs),
		line("Outpost, a tenth as many", run.fewer),
		line("Outpost, as many as one sheet may have", run.most),
		line("Outpost's reader alone", run.alone.few),
		line("Outpost's reader alone, above what it takes in the product", run.alone.many),
		line("exceljs, streaming, reading alone", run.reading.exceljs),
		line("@e965/xlsx, reading alone", run.reading.xlsx),
		line("the same tables alone: bare statements of values made beforehand", run.bare),
		run.script
			? line("openpyxl, phonenumbers and sqlite3, without verdicts and encryption", run.script)
			: "| the script in Python | left out: python3-openpyxl and python3-phonenumbers are not installed | | | |",
	];
	return `## Importing a workbook of ${number(run.rows)} rows and 8 columns (${number(run.mb)} MB)\n\n| | rows | s | processor, s | peak MB |\n|---|---:|---:|---:|---:|\n${table.join("\n")}`;
}

export function corpusGoals({ scores }, add) {
	const all = Object.values(scores);
	const sum = (name) => all.reduce((total, score) => total + score[name], 0);
	add(
		"workbooks of other programs, cells right or refused with a word",
		(100 * (sum("right") + sum("said"))) / sum("cells"),
		98,
		"%",
		true,
	);
	add("workbooks of other programs, cells wrong without a word", sum("wrong"), 0, "cells");
}

export function corpusSection({ scores, missing }) {
	const lines = Object.entries(scores).map(
		([file, { cells, right, said, wrong, otherwise }]) =>
			`| ${file} | ${cells} | ${right} | ${said} | ${wrong} | ${otherwise ?? "not asked"} |`,
	);
	const absent = Object.entries(missing).map(([name, why]) => `| ${name} | left out: ${why} | | | | |`);
	return `## Workbooks of other programs\n\nThe same cells written by each, read by us. openpyxl, which never calculates, leaves formulas without a value, which is said.\n\n| | cells | right | refused with a word | wrong | otherwise than openpyxl reads it |\n|---|---:|---:|---:|---:|---:|\n${[...lines, ...absent].join("\n")}`;
}
