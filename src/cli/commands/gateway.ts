import type { GatewayView } from "../../core/api/index.ts";
import type { Cli, Noun } from "../command.ts";
import { countOf } from "../limit.ts";
import { done, type Exit, exits, misuse, type Outcome } from "../outcome.ts";
import { pairsOf } from "../pairs.ts";
import { inLine } from "../print.ts";
import type { Words } from "../words.ts";
import { detect } from "./gateway-detect.ts";

const kinds = ["modem", "simulator", "telerivet", "email"] as const;
const anywhere = { inProject: false } as const;

export const gateway: Noun = {
	add: {
		takes: "NAME",
		words: { min: 1, max: 1 },
		flags: {
			kind: { kind: "value", takes: kinds.join("|"), needed: true },
			port: { kind: "list", takes: "PATH" },
			pin: { kind: "value", takes: "P" },
			"reply-to": { kind: "value", takes: "DIGITS" },
			set: { kind: "list", takes: "K=V" },
		},
		async run(args, cli) {
			const kind = kinds.find((each) => each === args.given("kind"));
			if (!kind) return misuse("not-one-of", { flag: "--kind", value: args.given("kind"), values: kinds.join(", ") });
			const settings = pairsOf(args.all("set"));
			if (!settings.ok) return settings;
			const office = await cli.open(args, anywhere);
			if (!office.ok) return office;
			// A modem may come up under any of several names.
			const port = args.all("port").join(",");
			const [pin, replyTo] = [args.value("pin"), args.value("reply-to")];
			const added = await office.value.call("gateway.add", {
				name: args.words[0] ?? "",
				kind,
				...(port === "" ? {} : { port }),
				...(pin === undefined ? {} : { pin }),
				...(replyTo === undefined ? {} : { replyTo }),
				settings: settings.value,
			});
			return added.ok ? show(added.value, cli) : added;
		},
	},
	list: {
		flags: { limit: { kind: "value", takes: "N" } },
		async run(args, cli) {
			const limit = countOf(args, "limit", 0);
			if (!limit.ok) return limit;
			const office = await cli.open(args, anywhere);
			if (!office.ok) return office;
			const listed = await office.value.call("gateway.list", {});
			if (!listed.ok) return listed;
			for (const each of listed.value.toReversed().slice(0, limit.value || undefined)) await show(each, cli);
			return done;
		},
	},
	change: {
		takes: "NAME",
		words: { min: 1, max: 1 },
		flags: {
			port: { kind: "list", takes: "PATH" },
			pin: { kind: "value", takes: "P" },
			"reply-to": { kind: "value", takes: "DIGITS" },
			note: { kind: "value", takes: "TEXT" },
			set: { kind: "list", takes: "K=V" },
		},
		async run(args, cli) {
			const settings = pairsOf(args.all("set"));
			if (!settings.ok) return settings;
			const office = await cli.open(args, anywhere);
			if (!office.ok) return office;
			const [pin, replyTo, countryNote] = [args.value("pin"), args.value("reply-to"), args.value("note")];
			const changed = await office.value.call("gateway.change", {
				name: args.words[0] ?? "",
				...(args.has("port") ? { port: args.all("port").join(",") } : {}),
				...(pin === undefined ? {} : { pin }),
				...(replyTo === undefined ? {} : { replyTo }),
				...(countryNote === undefined ? {} : { countryNote }),
				...(settings.value.length === 0 ? {} : { settings: settings.value }),
			});
			return changed.ok ? show(changed.value, cli) : changed;
		},
	},
	remove: {
		takes: "NAME",
		words: { min: 1, max: 1 },
		async run(args, cli) {
			const office = await cli.open(args, anywhere);
			if (!office.ok) return office;
			const removed = await office.value.call("gateway.remove", { name: args.words[0] ?? "" });
			if (!removed.ok) return removed;
			await cli.print.answer(removed.value, () => cli.words.say("gateway.removed", { name: removed.value.name }));
			return done;
		},
	},
	route: {
		takes: "PREFIX|'*' NAME",
		words: { min: 2, max: 2 },
		async run(args, cli) {
			const [written = "", name = ""] = args.words;
			const prefix = written.replace(/^\+/, "");
			if (!isPrefix(prefix)) return misuse("not-a-prefix", { value: prefix });
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const routed = await office.value.call("gateway.route", { prefix, name });
			return routed.ok ? show(routed.value, cli) : routed;
		},
	},
	use: {
		takes: "PREFIX DIGITS",
		words: { min: 2, max: 2 },
		async run(args, cli) {
			const [prefix = "", digits = ""] = args.words.map((word) => word.replace(/^\+/, ""));
			if (!isPrefix(prefix)) return misuse("not-a-prefix", { value: prefix });
			if (!/^\d{3,15}$/.test(digits)) return misuse("not-digits", { value: digits });
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const used = await office.value.call("gateway.use", { prefix, digits });
			return used.ok ? show(used.value, cli) : used;
		},
	},
	detect,
	run: {
		flags: { "until-idle": { kind: "switch" }, for: { kind: "value", takes: "SECONDS" } },
		async run(args, cli) {
			const seconds = countOf(args, "for", 0);
			if (!seconds.ok) return seconds;
			const signal = cli.untilEnded();
			const office = await cli.open(args, anywhere);
			if (!office.ok) return office;
			// Events come one by one; each waits for the one before, so that a slow reader gets them in order.
			let printed: Promise<unknown> = Promise.resolve();
			// Texts that failed before this run are in the log; a script wants to know of this one.
			let failed = 0;
			const run = await office.value.outpost.runGateways(office.value.seat, {
				...(args.has("until-idle") ? { untilIdle: true } : {}),
				...(args.value("for") === undefined ? {} : { forMs: seconds.value * 1000 }),
				signal,
				onEvent: (event) => {
					if (event.event === "failed" || event.event === "unknown") failed++;
					printed = printed
						.then(() =>
							cli.print.answer(event, () =>
								`${event.at}  ${event.gateway}  ${event.event}  ${event.messageId ?? event.state ?? ""}`.trimEnd(),
							),
						)
						.catch(() => {});
				},
			});
			await printed;
			if (!run.ok) return run;
			const bounded = args.has("until-idle") || args.value("for") !== undefined;
			return { ok: true, value: bounded && run.value.waiting + failed > 0 ? exits.some : exits.done };
		},
	},
};

function isPrefix(word: string): boolean {
	return /^(\*|\d{1,15})$/.test(word);
}

async function show(one: GatewayView, cli: Cli): Promise<Outcome<Exit>> {
	await cli.print.answer(one, () => gatewayLine(one, cli.words));
	return done;
}

function gatewayLine(one: GatewayView, words: Words): string {
	const facts = [
		inLine(one.name),
		one.kind,
		words.say(`gateway.state.${one.state}`),
		one.signal === null ? "" : words.say("gateway.signal", { signal: one.signal }),
		one.routes.map((route) => route.prefix).join(","),
		words.say("gateway.queued", { count: one.queued }),
		one.problem ? words.problem({ code: one.problem }) : "",
		...Object.entries(one.settings).map(([name, value]) => `${name}=${inLine(value)}`),
	];
	return facts.filter(Boolean).join("  ");
}
