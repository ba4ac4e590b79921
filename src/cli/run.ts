import type { Readable, Writable } from "node:stream";
import type { Problem } from "../core/api/index.ts";
import { type Terminal, terminal } from "./ask-on-terminal.ts";
import type { Cli, Office, OpenCore, Paths } from "./command.ts";
import { type Found, findCommand, takeWord } from "./find-command.ts";
import { type Args, commonFlags, readFlags } from "./flags.ts";
import { helpText, usageLine } from "./help.ts";
import { exits, isMisuse, misuse, type Outcome } from "./outcome.ts";
import { makePrinter, type Printer, ReaderGone } from "./print.ts";
import { spoken } from "./spoken-problem.ts";
import { loadWords, terminalLanguage, type Words } from "./words.ts";

export interface Surroundings {
	env: NodeJS.ProcessEnv;
	stdin: Readable;
	stdout: Writable;
	stderr: Writable;
	paths: Paths;
	untilEnded: () => AbortSignal;
	openCore?: OpenCore;
	terminal?: Terminal;
	/** Version of Node that runs it, `24.1.0`; left out, the one that does. */
	node?: string;
}

/** The database's driver ends an older one without a word. */
const oldestNode = 22;

/** Runs one command line and returns its exit code. Nothing is thrown, and no stack trace shown unless `OUTPOST_DEBUG` is 1. */
export async function run(argv: readonly string[], around: Surroundings): Promise<number> {
	const words = loadWords(around.paths.locales, terminalLanguage(around.env));
	const print = makePrinter(
		around.stdout,
		around.stderr,
		argv.some((word) => word === "--json" || word === "--json=true"),
	);
	try {
		return await runCommand(argv, around, words, print);
	} catch (error) {
		if (error instanceof ReaderGone) return exits.done;
		if (around.env.OUTPOST_DEBUG === "1")
			print.beside(error instanceof Error ? (error.stack ?? String(error)) : String(error));
		return showProblem({ code: "bug" }, print, words).catch(() => exits.problem);
	}
}

async function runCommand(
	argv: readonly string[],
	around: Surroundings,
	words: Words,
	print: Printer,
): Promise<number> {
	const rest = [...argv];
	const first = takeWord(rest);
	const wantsHelp = rest.includes("--help") || rest.includes("-h");
	if (first === "help" || (first === undefined && wantsHelp))
		return showHelp(first === "help" ? takeWord(rest) : undefined, words, print);
	if (first === undefined && rest.includes("--version")) return showVersion(around, print);
	const found = await findCommand(argv);
	if (!found.ok)
		return wantsHelp && first !== undefined ? showHelp(first, words, print) : showMisuse(found.problem, words, print);
	if (wantsHelp)
		return say(print, { usage: usageLine(found.value.name, found.value.command) }, usageOf(found.value, words));
	const args = readArgs(found.value);
	if (!args.ok) return showMisuse(args.problem, words, print, found.value);

	const { node = process.versions.node } = around;
	if (Number.parseInt(node, 10) < oldestNode)
		return showProblem({ code: "node-too-old", details: { version: node } }, print, words);

	const offices: Office[] = [];
	const cli = makeCli(around, words, print, offices);
	let outcome: Outcome<number>;
	try {
		outcome = await found.value.command.run(args.value, cli);
	} finally {
		for (const office of offices) await office.outpost.close();
	}
	if (outcome.ok) return outcome.value;
	return isMisuse(outcome.problem)
		? showMisuse(outcome.problem, cli.words, print, found.value)
		: showProblem(outcome.problem, print, cli.words);
}

function makeCli(around: Surroundings, words: Words, print: Printer, offices: Office[]): Cli {
	const cli: Cli = {
		env: around.env,
		stdin: around.stdin,
		print,
		terminal: around.terminal ?? terminal,
		paths: around.paths,
		words,
		untilEnded: around.untilEnded,
		async open(args, how = {}) {
			const { enterOffice, openCoreAt } = await import("./open-office.ts");
			// The core is loaded when it is needed: a wrong folder is said at once.
			const openCore: OpenCore =
				around.openCore ?? (async (options) => (await import("../core/outpost.ts")).openOutpost(options));
			const opened = await openCoreAt(args, cli, how, openCore);
			if (!opened.ok) return opened;
			offices.push(opened.value);
			return enterOffice(opened.value, args, cli, how);
		},
	};
	return cli;
}

function readArgs({ command, rest }: Found): Outcome<Args> {
	const read = readFlags(rest, { ...commonFlags, ...command.flags });
	if (!read.ok) return read;
	// An empty variable of a script must not lead to the office of whoever runs it.
	if (read.value.value("data") === "") return misuse("value-missing", { flag: "--data" });
	const { min, max } = command.words ?? { min: 0, max: 0 };
	if (read.value.words.length < min) return misuse("argument-missing", { takes: command.takes ?? "" });
	if (read.value.words.length > max) return misuse("argument-extra", { word: read.value.words[max] ?? "" });
	return read;
}

async function showProblem(problem: Problem, print: Printer, words: Words): Promise<number> {
	const message = words.problem(problem);
	if (print.json) await print.answer({ ok: false, problem: spoken(problem, words) }, () => message);
	else print.beside(message);
	return exits.problem;
}

function showMisuse(problem: Problem, words: Words, print: Printer, found?: Found): number {
	print.beside(words.problem(problem));
	print.beside(
		found ? words.say("usage.line", { line: usageLine(found.name, found.command) }) : words.say("usage.see-help"),
	);
	return exits.usage;
}

function usageOf(found: Found, words: Words): string {
	return `${words.say("usage.line", { line: usageLine(found.name, found.command) })}\n${words.say(`commands.${found.name.replace(" ", ".")}`)}`;
}

async function showHelp(noun: string | undefined, words: Words, print: Printer): Promise<number> {
	const text = await helpText(words, noun);
	return text.ok ? say(print, { help: text.value }, text.value) : showMisuse(text.problem, words, print);
}

async function showVersion(around: Surroundings, print: Printer): Promise<number> {
	const { versionOf } = await import("./version.ts");
	const version = versionOf(around.paths.root);
	return say(print, { version }, version);
}

async function say(print: Printer, value: unknown, text: string): Promise<number> {
	await print.answer(value, () => text);
	return exits.done;
}
