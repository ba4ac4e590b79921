import type { Command } from "./command.ts";
import { laterNouns, nouns } from "./command-list.ts";
import type { Flags } from "./flags.ts";
import { misuse, type Outcome } from "./outcome.ts";
import type { Words } from "./words.ts";

/** `outpost case add --type T --name N … [--owner O]` */
export function usageLine(name: string, command: Command): string {
	const flags = flagWords(command.flags ?? {});
	return ["outpost", name, command.takes, ...flags].filter(Boolean).join(" ");
}

function flagWords(flags: Flags): string[] {
	return Object.entries(flags).map(([name, flag]) => {
		const word = flag.kind === "switch" ? `--${name}` : `--${name} ${flag.takes ?? "VALUE"}`;
		return `${flag.needed ? word : `[${word}]`}${flag.kind === "list" ? "…" : ""}`;
	});
}

/** What `help` shows: all commands, or those that begin with one word. Misuse: `unknown-command`, `later-version`. */
export async function helpText(words: Words, noun?: string): Promise<Outcome<string>> {
	if (noun !== undefined && laterNouns.has(noun)) return misuse("later-version", { command: noun });
	if (noun !== undefined && !Object.hasOwn(nouns, noun)) return misuse("unknown-command", { command: noun });
	const lines = noun === undefined ? [words.say("help.about"), ""] : [];
	for (const [first, load] of Object.entries(nouns)) {
		if (noun !== undefined && noun !== first) continue;
		for (const [verb, command] of Object.entries(await load())) {
			const name = verb === "" ? first : `${first} ${verb}`;
			lines.push(`  ${usageLine(name, command)}`, `      ${words.say(`commands.${name.replace(" ", ".")}`)}`);
		}
	}
	lines.push(
		"",
		words.say("help.common"),
		...["data", "project", "json"].map((flag) => `  ${words.say(`help.flags.${flag}`)}`),
	);
	lines.push("", words.say("help.who"), words.say("help.exit-codes"));
	return { ok: true, value: lines.join("\n") };
}
