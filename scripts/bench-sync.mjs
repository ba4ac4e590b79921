// What bench/results.md says of the way to HQ: its targets and its tables. No figure that was measured stands in here.

const targets = { call: 200, share: 80, growth: 30 };
const number = (value) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100).toLocaleString("en");

/** `add(what, figure, target, unit, least)` files a target. */
export function syncGoals(sync, add) {
	const { waiting, callMs, formsPerSecond, syncMb } = sync;
	const slowest = Math.max(...Object.values(callMs).map(({ max }) => max));
	const p95 = Math.max(...Object.values(callMs).map((timing) => timing.p95));
	add(
		`a call of the office while ${number(waiting)} changes go to HQ, p95 of the slowest kind`,
		p95,
		targets.call,
		"ms",
	);
	add(`a call of the office while ${number(waiting)} changes go to HQ, most`, slowest, targets.call, "ms");
	for (const { roundTripMs, share } of Object.values(formsPerSecond))
		add(
			`forms to HQ at ${roundTripMs} ms there and back, of what the line takes`,
			share * 100,
			targets.share,
			"%",
			true,
		);
	add(
		"growth of the sync process's memory from the first quarter of the upload to the last",
		syncMb.last - syncMb.first,
		targets.growth,
		"MB",
	);
}

export function syncSections(sync) {
	const { waiting, oldestDays, left, parked, kills, uploadSeconds, judge, formsPerSecond, callMs, syncMb } = sync;
	const rates = Object.values(formsPerSecond).map(
		({ roundTripMs, product, line, share }) =>
			`| ${roundTripMs} ms | ${number(product)} | ${number(line)} | ${number(share * 100)} % |`,
	);
	const times = Object.entries(callMs).map(
		([name, { runs, p50, p95, max }]) => `| ${name} | ${[runs, p50, p95, max].map(number).join(" | ")} |`,
	);
	return [
		`## To HQ: calls of the office meanwhile, in ms\n\n${number(waiting)} changes of ${number(oldestDays)} days waited; they went in ${number(uploadSeconds)} s, the sync process killed ${kills} time on the way. ${left} were left and ${parked} parked; the stand-in counted ${number(judge.cases)} cases, ${number(judge.steps)} changes of them, ${judge.outOfOrder} out of order, ${judge.duplicates} forms that came twice and changed nothing, ${judge.edits} that came with other bytes.\n\n| | times | p50 | p95 | max |\n|---|---:|---:|---:|---:|\n${times.join("\n")}`,
		`## To HQ: forms a second\n\nTen cases a form, four on their way at once. The line: the same forms, packed as they were and in their order, posted over the same lanes by a process that keeps nothing, to a stand-in that holds nothing yet, while the office works as before.\n\n| there and back | sync process | line | share |\n|---|---:|---:|---:|\n${rates.join("\n")}\n\nThe sync process that was started after the kill held ${number(syncMb.first)} MB at most in the first quarter of its sending and ${number(syncMb.last)} MB at most in the last.`,
	];
}
