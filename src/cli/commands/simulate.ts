import { z } from "zod";
import type { OutputOf } from "../../core/api/index.ts";
import type { Cli, Noun, Office } from "../command.ts";
import { linesOf } from "../lines.ts";
import { messageLine } from "../message-words.ts";
import { done, type Exit, exits, misuse, type Outcome, refused } from "../outcome.ts";
import { inLine } from "../print.ts";
import { spoken } from "../spoken-problem.ts";

/** One text that somebody out there sends; unknown keys are nobody's business. */
const incoming = z.object({
	from: z.coerce.string(),
	text: z.string(),
	to: z.string().optional(),
	at: z.string().optional(),
});
type Incoming = z.output<typeof incoming>;

/** Plays the other end of the radio: with `--text` one text, else a line of JSON each from stdin. */
export const simulate: Noun = {
	"": {
		flags: {
			from: { kind: "value", takes: "DIGITS" },
			to: { kind: "value", takes: "GATEWAY" },
			text: { kind: "value", takes: "T" },
			at: { kind: "value", takes: "T" },
		},
		async run(args, cli) {
			const [from, text, to, at] = ["from", "text", "to", "at"].map((flag) => args.value(flag));
			if (text !== undefined && from === undefined) return misuse("flag-missing", { flag: "--from" });
			if (at !== undefined && Number.isNaN(Date.parse(at))) return misuse("not-a-time", { flag: "--at", value: at });
			const office = await cli.open(args, { inProject: false });
			if (!office.ok) return office;
			if (text === undefined || from === undefined) return simulateLines(office.value, cli, { from, to, at });
			const handled = await handOver(office.value, { from, text, to, at });
			if (!handled.ok) return handled;
			await show(handled.value, cli);
			return done;
		},
	},
};

type Handled = OutputOf<"messages.simulate">;

function handOver(office: Office, { from, text, to, at }: Incoming): Promise<Outcome<Handled>> {
	return office.call("messages.simulate", {
		from: from.replace(/^\+(?=\d)/, ""),
		text,
		...(to === undefined ? {} : { to }),
		...(at === undefined ? {} : { at }),
	});
}

async function simulateLines(
	office: Office,
	cli: Cli,
	defaults: { from?: string; to?: string; at?: string },
): Promise<Outcome<Exit>> {
	let failed = 0;
	for await (const line of linesOf(cli.stdin)) {
		const read = readLine(line, defaults);
		const handled = read.ok ? await handOver(office, read.value) : read;
		if (handled.ok) {
			await show(handled.value, cli);
			continue;
		}
		failed++;
		await cli.print.answer({ ok: false, problem: spoken(handled.problem, cli.words) }, () =>
			cli.words.problem(handled.problem),
		);
	}
	return { ok: true, value: failed > 0 ? exits.some : exits.done };
}

function readLine(line: string, defaults: { from?: string; to?: string; at?: string }): Outcome<Incoming> {
	try {
		const given: unknown = JSON.parse(line);
		const read = incoming.safeParse(
			typeof given === "object" && given !== null ? { ...withoutUndefined(defaults), ...given } : given,
		);
		return read.success
			? { ok: true, value: read.data }
			: refused("line-not-understood", { field: read.error.issues[0]?.path.join(".") ?? "" });
	} catch {
		return refused("line-not-understood");
	}
}

function withoutUndefined(values: object): object {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function show({ message, claimedBy, replies }: Handled, cli: Cli): Promise<void> {
	return cli.print.answer({ message, claimedBy, replies }, () =>
		[
			messageLine(message, cli.words),
			`  ${cli.words.say("simulate.claimed-by", { step: claimedBy ?? "-" })}`,
			...replies.map((reply) => `  ${cli.words.say("simulate.reply", { to: reply.to, text: inLine(reply.text) })}`),
		].join("\n"),
	);
}
