// Puts what the benchmarks printed into bench/results.md, beside the targets. No figure stands in here.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { floodGoals, floodSection, gatewayGoals, gatewaySections } from "./bench-gateway.mjs";
import { corpusGoals, corpusSection, importGoals, importGrowthGoal, importSection } from "./bench-import.mjs";
import { syncGoals, syncSections } from "./bench-sync.mjs";

const loadAtStart = loadavg()[0] ?? 0;
const targets = { search: 5, paint: 50, start: 400, memory: 150, inboundPerSecond: 500, reply: 20 };
const number = (value) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100).toLocaleString("en");
const spaced = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Beginnings of what each benchmark writes: titles of sections, and rows among the targets. */
const written = {
	register: ["Registering one case"],
	search: ["Search in the core", "search p95"],
	start: [
		"Start of the core",
		"Memory of the core",
		"start of the core",
		"idle memory of the core",
		"the same after a round",
	],
	paint: ["In the browser", "key press to painted"],
	transports: ["One call"],
	loop: ["Delay of the event loop"],
	gateway: ["Gateway", "gateway"],
	flood: ["Texts coming in", "a window's wait"],
	inbound: ["Incoming texts", "incoming texts"],
	sync: ["To HQ", "a call of the office while", "forms to HQ", "growth of the sync process"],
	import: ["Importing a workbook", "import, "],
	"import-growth": ["sheets up to"],
	corpus: ["Workbooks of other programs", "workbooks of other programs"],
};

/** `lines`: the JSON lines of one run. What the file holds of benchmarks that did not run stays, with the day it was taken. */
export function writeResults(file, lines, command) {
	const of = Object.fromEntries(lines.map((line) => [line.bench, line]));
	const before = existsSync(file) ? keptFrom(readFileSync(file, "utf8"), Object.keys(of)) : { goals: [], sections: [] };
	const parts = [head(command, lines), goals(of, before.goals)];
	if (of.register)
		parts.push(timings("Registering one case, durable on disk, in ms", { registration: of.register.ms }));
	for (const office of of.search?.offices ?? [])
		parts.push(
			timings(`Search in the core at ${number(office.cases)} cases, ${of.search.rows} rows a page, in ms`, {
				"all kinds together": office,
				...office.kinds,
			}),
		);
	if (of.start) {
		parts.push(
			timings(`Start of the core at ${number(of.start.cases)} cases, without the key derivation, in ms`, of.start.ms),
		);
		parts.push(timings("Memory of the core alone, after collecting garbage, in MB", of.start.mb));
	}
	if (of.paint) {
		const { startToSignIn, keyToResults } = of.paint;
		const rows = { [`program start to painted sign-in, ${number(startToSignIn.cases)} cases`]: startToSignIn };
		for (const office of keyToResults) {
			const at = `at ${number(office.cases)} cases`;
			rows[`key press to painted results ${at}`] = office;
			for (const [name, timing] of Object.entries(office.parts)) rows[`of it, ${spaced(name)} ${at}`] = timing;
		}
		parts.push(timings("In the browser, in ms", rows));
	}
	if (of.transports) {
		const rows = {};
		for (const [way, calls] of Object.entries(of.transports.ms))
			for (const [call, timing] of Object.entries(calls)) rows[`${way}, ${spaced(call)}`] = timing;
		parts.push(timings("One call, there and back, in ms", rows));
	}
	if (of.loop) {
		const { idle, busy, cases, registrations, resolution } = of.loop;
		parts.push(
			`## Delay of the event loop at ${number(cases)} cases, in ms\n\nMeasured every ${resolution} ms, which is part of each figure, through ${registrations} registrations and as many searches.\n\n| | p50 | p99 | max |\n|---|---:|---:|---:|\n${row("idle", [idle.p50, idle.p99, idle.max])}\n${row("registering and searching", [busy.p50, busy.p99, busy.max])}`,
		);
	}
	if (of.gateway) parts.push(...gatewaySections(of.gateway));
	if (of.flood) parts.push(floodSection(of.flood));
	if (of.import) parts.push(importSection(of.import));
	if (of.corpus) parts.push(corpusSection(of.corpus));
	if (of.inbound) {
		parts.push(inboundSection(of.inbound));
	}
	if (of.sync) parts.push(...syncSections(of.sync));
	writeFileSync(file, `${[...parts, ...before.sections].join("\n\n")}\n`);
}

function inboundSection({ twoWay, sessions, alone, waiting }) {
	const { takenIn, handled, commitMs } = waiting;
	const rows = {
		"one by one: arrived to committed with its answer": alone.replyMs,
		"one bare commit on this disk": commitMs,
	};
	const rate = ({ perSecond, processorMs }) =>
		`${number(perSecond)} a second (${number(processorMs)} ms of processor each)`;
	return `${timings(`Incoming texts at ${number(twoWay)} two-way numbers and ${number(sessions)} open surveys, in ms`, rows)}\n\nOne by one, each taken in and handled before the next, in one commit with its answer: ${rate(alone)}. Where ${number(handled.texts)} wait, each committed before: handled at ${rate(handled)}; they were taken in by another process at ${rate(takenIn)}.`;
}

/** Targets and sections of benchmarks that did not run this time. */
function keptFrom(text, ran) {
	const [top = "", ...sections] = text.trimEnd().split(/\n\n(?=## )/);
	const isOld = (title) =>
		Object.entries(written).some(
			([bench, starts]) => !ran.includes(bench) && starts.some((start) => title.startsWith(start)),
		);
	const taken = /\| Date \| ([^|]*) \|/.exec(top)?.[1] ?? "an earlier day";
	const by = /\| Command \| `([^`]*)` \|/.exec(top)?.[1] ?? "npm run bench";
	const said = (section) => (section.includes("\n\nTaken ") ? section : `${section}\n\nTaken ${taken} with \`${by}\`.`);
	const targets = sections.find((section) => section.startsWith("## Targets")) ?? "";
	return {
		goals: targets.split("\n").filter((row) => row.startsWith("| ") && isOld(row.slice(2))),
		sections: sections.filter((section) => isOld(section.slice(3))).map(said),
	};
}

function head(command, lines) {
	const [cpu] = cpus();
	const facts = [
		["Command", `\`${command}\``],
		["Date", new Date().toISOString().slice(0, 16).replace("T", " ")],
		[
			"Machine",
			`${cpu?.model ?? "unknown processor"}, ${availableParallelism()} cores, ${number(totalmem() / 2 ** 30)} GB`,
		],
		["System", `${type()} ${release()}, Node ${process.versions.node}`],
		["Load (processes wanting a core)", `${number(loadAtStart)} before, ${number(loadavg()[0] ?? 0)} at the end`],
	];
	const fills = lines.filter((line) => line.bench === "fill");
	for (const { cases, seconds } of fills) facts.push([`Making ${number(cases)} cases`, `${number(seconds)} s`]);
	return `# Benchmarks\n\nWritten by the command below; the JSON lines it prints hold the same figures. A load above the number of cores means that other work stretched the times; "processor, p95" leaves that out.\n\n| | |\n|---|---|\n${facts.map(([name, value]) => `| ${name} | ${value} |`).join("\n")}`;
}

function goals(of, kept) {
	const rows = [];
	const add = (what, figure, target, unit, least = false) => {
		const met = least ? figure >= target : figure <= target;
		rows.push(
			`| ${what} | ${number(figure)} ${unit} | ${least ? "≥" : "≤"} ${target} ${unit} | ${met ? "met" : "missed"} |`,
		);
	};
	const search = of.search?.offices.at(-1);
	if (search) {
		add(`search p95 at ${number(search.cases)} cases, all kinds together`, search.p95, targets.search, "ms");
		const [kind, worst] = Object.entries(search.kinds).sort(([, a], [, b]) => b.p95 - a.p95)[0];
		add(`search p95, slowest kind (${spaced(kind)})`, worst.p95, targets.search, "ms");
	}
	for (const office of of.paint?.keyToResults ?? []) {
		add(`key press to painted results at ${number(office.cases)} cases, p50`, office.p50, targets.paint, "ms");
		add(`key press to painted results at ${number(office.cases)} cases, p95`, office.p95, targets.paint, "ms");
	}
	if (of.start) {
		add(`start of the core at ${number(of.start.cases)} cases, p50`, of.start.ms.start.p50, targets.start, "ms");
		add("idle memory of the core, most", of.start.mb.rssIdle.max, targets.memory, "MB");
		add("the same after a round of searches, most", of.start.mb.rssAfterSearches.max, targets.memory, "MB");
	}
	if (of.gateway) gatewayGoals(of.gateway, add);
	if (of.flood) floodGoals(of.flood, add);
	if (of.import) importGoals(of.import, add);
	if (of["import-growth"]) importGrowthGoal(of["import-growth"], add);
	if (of.corpus) corpusGoals(of.corpus, add);
	if (of.inbound) {
		const { alone, waiting } = of.inbound;
		add(
			"incoming texts handled where many wait",
			waiting.handled.perSecond,
			targets.inboundPerSecond,
			"a second",
			true,
		);
		add("incoming texts handled, one by one", alone.perSecond, targets.inboundPerSecond, "a second", true);
		add("incoming texts, arrived to committed with the answer, p95", alone.replyMs.p95, targets.reply, "ms");
	}
	if (of.sync) syncGoals(of.sync, add);
	rows.push(...kept);
	if (rows.length === 0) return "No benchmark with a target was run.";
	return `## Targets\n\n| | figure | target | |\n|---|---:|---:|---|\n${rows.join("\n")}`;
}

function timings(title, rows) {
	const hasCpu = Object.values(rows).some((timing) => timing.cpuP95 !== undefined);
	const lines = Object.entries(rows).map(([name, { runs, p50, p95, max, cpuP95 }]) =>
		row(spaced(name), hasCpu ? [runs, p50, p95, max, cpuP95] : [runs, p50, p95, max]),
	);
	const columns = hasCpu ? ["times", "p50", "p95", "max", "processor, p95"] : ["times", "p50", "p95", "max"];
	return `## ${title}\n\n| | ${columns.join(" | ")} |\n|---|${columns.map(() => "---:").join("|")}|\n${lines.join("\n")}`;
}

function row(name, values) {
	return `| ${name} | ${values.map((value) => (value === undefined ? "" : number(value))).join(" | ")} |`;
}
