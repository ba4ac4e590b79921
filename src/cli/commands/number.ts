import type { NumberHolders } from "../../core/api/index.ts";
import type { Noun } from "../command.ts";
import { done } from "../outcome.ts";
import { inLine } from "../print.ts";
import type { Words } from "../words.ts";

export const number: Noun = {
	show: {
		takes: "DIGITS",
		words: { min: 1, max: 1 },
		async run(args, cli) {
			const office = await cli.open(args, { inProject: false });
			if (!office.ok) return office;
			const shown = await office.value.call("number.show", { digits: args.words[0] ?? "" });
			if (!shown.ok) return shown;
			await cli.print.answer(shown.value, () => sheet(shown.value, cli.words));
			return done;
		},
	},
};

function sheet({ digits, entries, optedOut }: NumberHolders, words: Words): string {
	const head = [
		`+${digits}`,
		optedOut ? words.say("case.opted-out") : "",
		entries.length === 0 ? words.say("number.free") : "",
	];
	const holders = entries.map(
		({ owner, state }) =>
			`  ${owner.kind}:${owner.id}  ${inLine(owner.name)}  ${inLine(owner.project)}  ${words.say(`case.state.${state}`)}`,
	);
	return [head.filter(Boolean).join("  "), ...holders].join("\n");
}
