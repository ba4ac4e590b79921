import { resolve } from "node:path";
import type { Noun } from "../command.ts";
import { whoWorks } from "../open-office.ts";
import { done } from "../outcome.ts";

/** Brings the office back from a backup, also where its database is damaged or the folder is empty. */
export const restore: Noun = {
	"": {
		takes: "FILE",
		words: { min: 1, max: 1 },
		async run(args, cli) {
			const office = await cli.open(args, { signIn: "none", mayBeEmpty: true });
			if (!office.ok) return office;
			const who = await whoWorks(cli);
			if (!who.ok) return who;
			const file = resolve(args.words[0] ?? "");
			const back = await office.value.call("backup.restore", { file, ...who.value });
			if (!back.ok) return back;
			const { madeAt, keptAs } = back.value;
			await cli.print.answer({ file, madeAt, keptAs }, () =>
				cli.words.say(keptAs === null ? "restore.done" : "restore.doneAside", { madeAt, keptAs: keptAs ?? "" }),
			);
			return done;
		},
	},
};
