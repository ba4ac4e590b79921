import type { Settings } from "../../core/api/index.ts";
import type { Cli, Noun } from "../command.ts";
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
		takes: "KEY VALUE",
		words: { min: 2, max: 2 },
		async run(args, cli) {
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const [key = "", value = ""] = args.words;
			const set = await office.value.call("settings.set", { key, value });
			return set.ok ? show(set.value, cli) : set;
		},
	},
};

async function show(values: Settings, cli: Cli): Promise<Outcome<Exit>> {
	await cli.print.answer(values, () =>
		Object.entries(values)
			.map(([key, value]) => `${key} = ${inLine(value)}`)
			.join("\n"),
	);
	return done;
}
