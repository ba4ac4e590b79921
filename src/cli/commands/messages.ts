import type { Noun } from "../command.ts";
import { countOf, inPages } from "../limit.ts";
import { messageLine } from "../message-words.ts";
import { done, misuse } from "../outcome.ts";

/** The message log, newest first. */
export const messages: Noun = {
	"": {
		flags: {
			direction: { kind: "value", takes: "in|out" },
			contact: { kind: "value", takes: "REF" },
			since: { kind: "value", takes: "T" },
			limit: { kind: "value", takes: "N" },
		},
		async run(args, cli) {
			const limit = countOf(args, "limit", 50);
			if (!limit.ok) return limit;
			const direction = args.value("direction");
			if (direction !== undefined && direction !== "in" && direction !== "out") {
				return misuse("not-one-of", { flag: "--direction", value: direction, values: "in, out" });
			}
			const since = args.value("since");
			if (since !== undefined && Number.isNaN(Date.parse(since)))
				return misuse("not-a-time", { flag: "--since", value: since });
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const contact = args.value("contact");
			const shown = await inPages(
				limit.value,
				(page) =>
					office.value.call("messages.list", {
						...(direction ? { direction } : {}),
						...(contact ? { contact } : {}),
						...(since ? { since } : {}),
						...page,
					}),
				async (message) => {
					await cli.print.answer(message, () => messageLine(message, cli.words));
					return done;
				},
			);
			return shown.ok ? done : shown;
		},
	},
};
