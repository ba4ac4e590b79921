import type { DetectedModem } from "../../core/api/index.ts";
import type { Command } from "../command.ts";
import { done } from "../outcome.ts";
import { inLine } from "../print.ts";
import type { Words } from "../words.ts";

/** Which ports have a modem, and whether it can text. Names that the system does not list are looked at where they are given. */
export const detect: Command = {
	takes: "[PATH…]",
	words: { min: 0, max: 20 },
	flags: { port: { kind: "list", takes: "PATH" } },
	async run(args, cli) {
		const office = await cli.open(args, { inProject: false });
		if (!office.ok) return office;
		const found = await office.value.call("gateway.detect", { ports: [...args.words, ...args.all("port")] });
		if (!found.ok) return found;
		for (const one of found.value) await cli.print.answer(one, () => line(one, cli.words));
		return done;
	},
};

function line(one: DetectedModem, words: Words): string {
	const name = [one.manufacturer, one.model].filter(Boolean).join(" ");
	const facts = [
		inLine(one.port),
		inLine(name),
		one.imei ?? "",
		one.problem === null ? words.say(`gateway.sim.${one.sim}`) : "",
		one.problem === null && !one.canText ? words.problem({ code: "modem-not-for-texts" }) : "",
		one.gateway === null ? "" : words.say("gateway.taken", { name: inLine(one.gateway) }),
		one.problem === null ? "" : words.problem({ code: one.problem, details: one.details }),
	];
	return facts.filter(Boolean).join("  ");
}
