// What a line to HQ takes from somebody who keeps nothing: posts forms that were kept from an upload, in their order and packed as they were, over as
// many lanes, and says how many went a second. A process of its own, as the one it is compared with. `post-forms.ts FILE MOST_MS`, HQ's place on its input.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { systemClock } from "../../src/core/ground/index.ts";
import { formQuestion } from "../../src/core/hq/line/form-lanes.ts";
import { type HqPlace, lanes, openLine } from "../../src/core/hq/line/open-line.ts";
import { asBody } from "../../src/core/hq/pack.ts";

const [file = "", mostMs = "60000"] = process.argv.slice(2);
const place = await new Promise<HqPlace>((resolve) =>
	createInterface({ input: process.stdin }).once("line", (line) => resolve(JSON.parse(line) as HqPlace)),
);
const questions = readFileSync(file, "utf8")
	.trimEnd()
	.split("\n")
	.map((line) => formQuestion(asBody(JSON.parse(line) as string)));
const line = openLine(place, systemClock);
const began = performance.now();
let next = 0;
let taken = 0;
const lane = async () => {
	for (;;) {
		const question = questions[next++];
		if (!question || performance.now() - began > Number(mostMs)) return;
		const heard = await line.ask(question);
		if (!heard.came || heard.status !== 201) throw new Error(JSON.stringify(heard));
		taken += 1;
	}
};
await Promise.all(Array.from({ length: lanes }, lane));
const formsPerSecond = (taken * 1000) / (performance.now() - began);
line.close();
process.stdout.write(`${JSON.stringify({ formsPerSecond })}\n`, () => process.exit(0));
