import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { startStandIn } from "./hq-stand-in/stand-in.ts";

/**
 * The stand-in as a process of its own, so that it can be killed and does not share the processor's turn with who asks it. Says where it is as
 * one JSON line; then follows what comes on its input: `round-trip MS`, `judge` (answered with its own count), `keep FILE` (writes
 * down every form it took, a JSON text a line, as its journal would; answered with their number), and ends with its input.
 * `hq-process.ts [PORT [JOURNAL]]`
 */
const [port = "0", journal] = process.argv.slice(2);
const hq = await startStandIn({ port: Number(port), ...(journal ? { journal } : {}) });
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);
const { url, project, user, apiKey } = hq;
say({ url, project, user, apiKey });

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
	const [word, value] = line.split(" ");
	if (word === "round-trip") hq.manners.roundTripMs = Number(value);
	if (word === "keep" && value) {
		writeFileSync(value, [...hq.held.forms.values()].map((form) => `${JSON.stringify(form)}\n`).join(""));
		say(hq.held.forms.size);
	}
	if (word !== "judge") return;
	const { cases, duplicates, edits } = hq.held;
	const isInOrder = (steps: readonly string[]) =>
		steps.every((step, at) => at === 0 || Number(step) > Number(steps[at - 1]));
	say({
		forms: hq.seen.forms,
		cases: cases.size,
		duplicates,
		edits,
		steps: [...hq.history.values()].reduce((sum, steps) => sum + steps.length, 0),
		outOfOrder: [...hq.history.values()].filter((steps) => !isInOrder(steps)).length,
	});
});
lines.once("close", () => process.exit(0));
