import type { Cli, Noun } from "../command.ts";
import { linesOf } from "../lines.ts";
import { done, exits, type Outcome } from "../outcome.ts";
import { inLine } from "../print.ts";
import { spoken } from "../spoken-problem.ts";

/** What goes over the wire to a modem, for people who look into one. Needs no data folder and nobody signed in. */
export const modem: Noun = {
	decode: {
		takes: "[HEX…]",
		words: { min: 0, max: Number.MAX_SAFE_INTEGER },
		async run(args, cli) {
			const decode = await decoder();
			if (args.words.length === 1) {
				const view = decode(args.words[0] ?? "");
				if (!view.ok) return view;
				await show(view, cli);
				return done;
			}
			let unread = 0;
			for await (const line of args.words.length > 0 ? args.words : linesOf(cli.stdin)) {
				const view = decode(line);
				if (!view.ok) unread++;
				await show(view, cli);
			}
			return { ok: true, value: unread > 0 ? exits.some : exits.done };
		},
	},
	encode: {
		flags: {
			to: { kind: "value", takes: "DIGITS", needed: true },
			text: { kind: "value", takes: "T", needed: true },
			report: { kind: "switch" },
		},
		async run(args, cli) {
			const { encodeText } = await import("../../core/outpost.ts");
			const pdus = encodeText({ to: args.given("to"), text: args.given("text"), report: args.has("report") });
			if (!pdus.ok) return pdus;
			for (const pdu of pdus.value) await cli.print.answer(pdu, () => `${pdu.length}\t${pdu.pdu}`);
			return done;
		},
	},
};

async function decoder() {
	const { decodePdu } = await import("../../core/outpost.ts");
	return (line: string) => decodePdu(line.trim());
}

async function show(view: Outcome<object>, cli: Cli): Promise<void> {
	if (!view.ok) {
		const problem = spoken(view.problem, cli.words);
		return cli.print.answer({ ok: false, problem }, () => problem.message);
	}
	const known = Object.entries(view.value).filter(([, value]) => value !== null);
	await cli.print.answer(view.value, () => known.map(([key, value]) => `${key}: ${inLine(String(value))}`).join("\n"));
}
