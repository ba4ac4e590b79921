import type { Noun } from "../command.ts";
import { messageLine } from "../message-words.ts";
import { done } from "../outcome.ts";

/** Queues one text; whoever runs the gateways sends it. */
export const send: Noun = {
	"": {
		flags: {
			to: { kind: "value", takes: "case:ID|worker:USER|DIGITS", needed: true },
			text: { kind: "value", takes: "T", needed: true },
			gateway: { kind: "value", takes: "NAME" },
		},
		async run(args, cli) {
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const gateway = args.value("gateway");
			const sent = await office.value.call("messages.send", {
				to: args.given("to"),
				text: args.given("text"),
				...(gateway === undefined ? {} : { gateway }),
			});
			if (!sent.ok) return sent;
			await cli.print.answer(sent.value, () => messageLine(sent.value, cli.words));
			return done;
		},
	},
};
