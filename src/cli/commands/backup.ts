import { resolve } from "node:path";
import type { Noun } from "../command.ts";
import { done } from "../outcome.ts";

/** Saves the whole office in one file that `restore` brings it back from. */
export const backup: Noun = {
	"": {
		takes: "FILE",
		words: { min: 1, max: 1 },
		async run(args, cli) {
			const office = await cli.open(args, { inProject: false });
			if (!office.ok) return office;
			const saved = await office.value.call("backup.save", { file: resolve(args.words[0] ?? "") });
			if (!saved.ok) return saved;
			await cli.print.answer(saved.value, () => cli.words.say("backup.saved", { file: saved.value.file }));
			return done;
		},
	},
};
