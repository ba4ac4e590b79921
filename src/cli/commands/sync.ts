import type { HqStatus } from "../../core/api/index.ts";
import type { Cli, Noun } from "../command.ts";
import { done, exits } from "../outcome.ts";

export const sync: Noun = {
	run: {
		flags: { once: { kind: "switch" }, hq: { kind: "value", takes: "URL" } },
		async run(args, cli) {
			const signal = cli.untilEnded();
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const { outpost, seat } = office.value;
			const url = args.value("hq");
			const where = url === undefined ? {} : { url };
			if (args.has("once")) {
				const ran = await outpost.runSync(seat, {
					once: true,
					...where,
					signal,
					onWait: () => cli.print.beside(cli.words.say("sync.waits")),
				});
				if (!ran.ok) return ran;
				await show(ran.value, cli);
				const left = ran.value.waiting + ran.value.parked > 0;
				return { ok: true, value: left ? exits.some : exits.done };
			}
			// Lines come one by one; each waits for the one before, so that a slow reader gets them in order.
			let printed: Promise<unknown> = Promise.resolve();
			const ran = await outpost.runSync(seat, {
				...where,
				signal,
				onRound: (_outcome, status) => {
					printed = printed.then(() => show(status, cli)).catch(() => {});
				},
			});
			await printed;
			return ran.ok ? done : ran;
		},
	},
	status: {
		async run(args, cli) {
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const status = await office.value.call("hq.status", {});
			if (!status.ok) return status;
			await show(status.value, cli);
			return done;
		},
	},
};

function show(status: HqStatus, cli: Cli): Promise<void> {
	const { pushed, pulled, waiting, parked, conflicts, lastSuccessAt, ...more } = status;
	const counts = { pushed, pulled, waiting, parked, conflicts };
	return cli.print.answer({ ...counts, lastSuccessAt, ...more }, () =>
		[
			cli.words.say("sync.counts", { ...counts }),
			lastSuccessAt ? cli.words.say("sync.last", { at: lastSuccessAt }) : cli.words.say("sync.never"),
			...(status.clockDriftMs === null ? [] : [clockWords(status.clockDriftMs, cli)]),
			...(status.problem ? [cli.words.problem(status.problem)] : []),
		].join("\n"),
	);
}

function clockWords(driftMs: number, cli: Cli): string {
	const number = Math.round(Math.abs(driftMs) / 60_000);
	return cli.words.say(driftMs > 0 ? "sync.clock-ahead" : "sync.clock-behind", { number });
}
