import type { Settings } from "../../core/api/index.ts";
import type { Cli, Noun } from "../command.ts";
import { linesOf } from "../lines.ts";
import { done, type Exit, type Outcome } from "../outcome.ts";
import { inLine } from "../print.ts";

export const settings: Noun = {
	get: {
		takes: "[KEY]",
		words: { min: 0, max: 1 },
		async run(args, cli) {
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const key = args.words[0];
			const got = await office.value.call("settings.get", key === undefined ? {} : { key });
			return got.ok ? show(got.value, cli) : got;
		},
	},
	set: {
		takes: "KEY VALUE|-",
		words: { min: 2, max: 2 },
		async run(args, cli) {
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const [key = "", said = ""] = args.words;
			// A secret in an argument would stay in the shell's history and in the list of processes.
			const value = said === "-" ? await firstLine(cli) : said;
			const set = await office.value.call("settings.set", { key, value });
			return set.ok ? show(set.value, cli) : set;
		},
	},
};

async function firstLine(cli: Cli): Promise<string> {
	for await (const line of linesOf(cli.stdin)) return line;
	return "";
}

async function show(values: Settings, cli: Cli): Promise<Outcome<Exit>> {
	await cli.print.answer(values, () =>
		Object.entries(values)
			.map(([key, value]) => `${key} = ${inLine(value)}`)
			.join("\n"),
	);
	return done;
}
