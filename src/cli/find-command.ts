import type { Command } from "./command.ts";
import { laterNouns, laterVerbs, nouns } from "./command-list.ts";
import { commonFlags } from "./flags.ts";
import { misuse, type Outcome } from "./outcome.ts";

export interface Found {
	/** The command's own words: `case add`. */
	readonly name: string;
	readonly command: Command;
	/** Everything else of the line. */
	readonly rest: readonly string[];
}

/** Takes the command's own words out of the line; common flags may stand before, between and behind them. */
export async function findCommand(argv: readonly string[]): Promise<Outcome<Found>> {
	const rest = [...argv];
	const noun = takeWord(rest);
	if (noun === undefined) return misuse("no-command");
	if (laterNouns.has(noun)) return misuse("later-version", { command: noun });
	const load = Object.hasOwn(nouns, noun) ? nouns[noun] : undefined;
	if (!load) return misuse("unknown-command", { command: noun });
	const commands = await load();
	const single = Object.hasOwn(commands, "") ? commands[""] : undefined;
	if (single) return { ok: true, value: { name: noun, command: single, rest } };
	const verb = takeWord(rest);
	const command = verb !== undefined && Object.hasOwn(commands, verb) ? commands[verb] : undefined;
	if (command) return { ok: true, value: { name: `${noun} ${verb}`, command, rest } };
	if (laterVerbs.has(`${noun} ${verb}`)) return misuse("later-version", { command: `${noun} ${verb}` });
	const verbs = Object.keys(commands).join(", ");
	return verb === undefined
		? misuse("verb-missing", { command: noun, verbs })
		: misuse("unknown-verb", { command: noun, verb, verbs });
}

/** Removes and returns the first word that belongs to no common flag; undefined where a flag of a command comes first. */
export function takeWord(argv: string[]): string | undefined {
	for (let i = 0; i < argv.length; i++) {
		const word = argv[i] ?? "";
		if (!word.startsWith("-")) return argv.splice(i, 1)[0];
		const name = word.slice(2);
		const flag = Object.hasOwn(commonFlags, name) ? commonFlags[name as keyof typeof commonFlags] : undefined;
		if (flag?.kind === "value") i++;
		else if (!flag && !/^--(data|project|json)=/.test(word)) return undefined;
	}
	return undefined;
}
