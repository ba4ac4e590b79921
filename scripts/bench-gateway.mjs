// What bench/results.md says of the gateway: its targets and its tables. No figure that was measured stands in here.

const targets = {
	perSecond: 200,
	timesPeer: 50,
	slowPerSecond: 4.7,
	notice: 50,
	firstSend: 3000,
	unplugged: 1000,
	back: 5000,
	memory: 10,
	screen: 200,
};
const number = (value) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100).toLocaleString("en");
const withoutPeers = { perSecond: 0 };

/** `add(what, figure, target, unit, least)` files a target. */
export function gatewayGoals(gateway, add) {
	const { instant, slow } = gateway;
	const [peer, fastest] = Object.entries(instant)
		.filter(([name]) => name !== "outpost")
		.sort(([, a], [, b]) => b.perSecond - a.perSecond)[0] ?? ["no other", withoutPeers];
	add(
		`gateway, ${gateway.texts} texts after ${number(gateway.firstTexts)}, modem answers at once`,
		instant.outpost.perSecond,
		targets.perSecond,
		"a second",
		true,
	);
	if (fastest.perSecond > 0)
		add(
			`gateway, times the faster of the others (${peer})`,
			instant.outpost.perSecond / fastest.perSecond,
			targets.timesPeer,
			"times",
			true,
		);
	add(`gateway, ${gateway.sendDelayMs} ms a send`, slow.outpost.perSecond, targets.slowPerSecond, "a second", true);
	add("gateway, notice to committed row, p95", gateway.noticeMs.p95, targets.notice, "ms");
	add("gateway, port appears to first send, most", gateway.firstSendMs.max, targets.firstSend, "ms");
	add("gateway, unplugged to noticed, most", gateway.unpluggedMs.max, targets.unplugged, "ms");
	add("gateway, plugged in again to sending, most", gateway.backMs.max, targets.back, "ms");
	add(
		`gateway, growth of memory over the last half of ${number(gateway.memory.texts)} texts`,
		gateway.memory.heldMbGrowth,
		targets.memory,
		"MB",
	);
}

export function gatewaySections(gateway) {
	const { memory } = gateway;
	const rates = [
		...rows(gateway.instant, "at once"),
		...rows(gateway.slow, `after ${gateway.sendDelayMs} ms`),
		...Object.entries(gateway.missing).map(([name, why]) => `| ${name} | left out: ${why} | | | | |`),
	];
	const times = [
		["notice of a text to its committed row", gateway.noticeMs],
		["port appears to first send", gateway.firstSendMs],
		["unplugged to noticed", gateway.unpluggedMs],
		["plugged in again to sending", gateway.backMs],
	].map(([name, { runs, p50, p95, max }]) => `| ${name} | ${[runs, p50, p95, max].map(number).join(" | ")} |`);
	return [
		`## Gateway beside others, over one simulated modem on a pseudo-terminal\n\nThe rate is that from the first to the last text in the modem's own log, the gap that between two. The others have their texts queued before they start and run with every optional check and pause off. Outpost's code is compiled as it runs: where the modem answers at once, it has sent ${number(gateway.firstTexts)} texts to the same modem before those that are counted, which are queued together as all of the first are delivered; of its very first ${number(gateway.texts)} it sent ${number(gateway.firstPerSecond)} a second.\n\n| | modem answers | texts | a second | gap p50, ms | gap p95, ms |\n|---|---|---:|---:|---:|---:|\n${rates.join("\n")}`,
		`## Gateway, waits with the timing of the field, in ms\n\n| | times | p50 | p95 | max |\n|---|---:|---:|---:|---:|\n${times.join("\n")}`,
		`## Gateway, memory over ${number(memory.texts)} texts in one process\n\n${number(memory.perSecond)} texts a second, each with its delivery report; ${memory.copies} of them twice in the modem's log. In the last half the process held ${number(memory.heldMbAtHalf)} MB at first and ${number(memory.heldMbMost)} MB at most, of up to ${number(memory.rssMbMost)} MB with the room its engine keeps empty; after collecting garbage its objects took ${number(memory.heapMbSpread)} MB more at the most than at the least.`,
	];
}

export function floodGoals({ texts, screenMs }, add) {
	add(`a window's wait while ${number(texts)} texts come in within a minute, most`, screenMs.max, targets.screen, "ms");
}

export function floodSection({ texts, seconds, screenMs }) {
	const { runs, p50, p95, max } = screenMs;
	return `## Texts coming in while a window is used, in ms\n\n${number(texts)} texts over one simulated modem on a pseudo-terminal in ${number(seconds)} seconds, none lost.\n\n| | times | p50 | p95 | max |\n|---|---:|---:|---:|---:|\n| list of messages, list of cases | ${[runs, p50, p95, max].map(number).join(" | ")} |`;
}

function rows(rates, when) {
	return Object.entries(rates).map(
		([name, { perSecond, gapMs }]) =>
			`| ${name === "outpost" ? "Outpost" : name} | ${when} | ${gapMs.runs + 1} | ${number(perSecond)} | ${number(gapMs.p50)} | ${number(gapMs.p95)} |`,
	);
}
