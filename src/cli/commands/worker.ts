import type { CallName, InputOf, VerifyOutcome, WorkerView } from "../../core/api/index.ts";
import type { Cli, Noun } from "../command.ts";
import type { Args } from "../flags.ts";
import { countOf, inPages } from "../limit.ts";
import { done, type Exit, type Outcome } from "../outcome.ts";
import { outcomeLine, workerLine, workerSheet } from "../worker-words.ts";

const acceptWarnings = { "accept-warnings": { kind: "switch" } } as const;

export const worker: Noun = {
	add: {
		flags: {
			username: { kind: "value", takes: "U", needed: true },
			phone: { kind: "list", takes: "RAW" },
			language: { kind: "value", takes: "L" },
			...acceptWarnings,
		},
		run(args, cli) {
			const language = args.value("language");
			return onWorker(args, cli, "workers.create", {
				username: args.given("username"),
				phones: [...args.all("phone")],
				...(language === undefined ? {} : { language }),
				acceptDoubtful: args.has("accept-warnings"),
			});
		},
	},
	"add-number": {
		takes: "U RAW",
		words: { min: 2, max: 2 },
		flags: acceptWarnings,
		run: (args, cli) =>
			onWorker(args, cli, "workers.addNumber", {
				username: args.words[0] ?? "",
				phone: args.words[1] ?? "",
				acceptDoubtful: args.has("accept-warnings"),
			}),
	},
	"remove-number": {
		takes: "U DIGITS",
		words: { min: 2, max: 2 },
		run: (args, cli) => onWorker(args, cli, "workers.removeNumber", numberOf(args)),
	},
	verify: {
		takes: "U DIGITS",
		words: { min: 2, max: 2 },
		async run(args, cli) {
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const verified = await office.value.call("workers.verify", numberOf(args));
			return verified.ok ? show(verified.value.worker, cli, verified.value.outcome) : verified;
		},
	},
	show: byName("workers.show"),
	deactivate: byName("workers.deactivate"),
	reactivate: byName("workers.reactivate"),
	list: {
		flags: { search: { kind: "value", takes: "TEXT" }, limit: { kind: "value", takes: "N" } },
		async run(args, cli) {
			const limit = countOf(args, "limit", 50);
			if (!limit.ok) return limit;
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const search = args.value("search") ?? "";
			const shown = await inPages(
				limit.value,
				(page) => office.value.call("workers.list", { search, ...page }),
				async (row) => {
					await cli.print.answer(row, () => workerLine(row, cli.words));
					return done;
				},
			);
			return shown.ok ? done : shown;
		},
	},
};

function byName(verb: "workers.show" | "workers.deactivate" | "workers.reactivate"): Noun[string] {
	return {
		takes: "U",
		words: { min: 1, max: 1 },
		run: (args, cli) => onWorker(args, cli, verb, { username: args.words[0] ?? "" }),
	};
}

function numberOf(args: Args): { username: string; digits: string } {
	return { username: args.words[0] ?? "", digits: args.words[1] ?? "" };
}

/** A call that answers with the worker. */
type WorkerCall = Extract<
	CallName,
	"workers.create" | "workers.show" | `workers.${"add" | "remove"}Number` | `workers.${"de" | "re"}activate`
>;

async function onWorker<N extends WorkerCall>(
	args: Args,
	cli: Cli,
	call: N,
	input: InputOf<N>,
): Promise<Outcome<Exit>> {
	const office = await cli.open(args, { inProject: true });
	if (!office.ok) return office;
	const answered: Outcome<WorkerView> = await office.value.call<WorkerCall>(call, input);
	return answered.ok ? show(answered.value, cli) : answered;
}

async function show(one: WorkerView, cli: Cli, outcome?: VerifyOutcome): Promise<Outcome<Exit>> {
	for (const code of one.warnings) cli.print.beside(cli.words.say("warning", { what: cli.words.problem({ code }) }));
	await cli.print.answer(outcome === undefined ? one : { ...one, outcome }, () =>
		[...(outcome === undefined ? [] : [outcomeLine(outcome, cli.words)]), workerSheet(one, cli.words)].join("\n"),
	);
	return done;
}
