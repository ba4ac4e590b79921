import type { VerifyOutcome, WorkerView } from "../core/api/index.ts";
import { inLine } from "./print.ts";
import type { Words } from "./words.ts";

/** One line of a list. */
export function workerLine(worker: WorkerView, words: Words): string {
	const numbers = worker.numbers.map(({ digits, status }) => `+${digits} (${words.say(`worker.status.${status}`)})`);
	return [
		worker.username,
		inLine(`${worker.firstName} ${worker.lastName}`.trim()),
		numbers.join(", ") || words.say("case.no-number"),
		worker.active ? "" : words.say("worker.inactive"),
	]
		.filter(Boolean)
		.join("  ");
}

/** All about one worker, a line each. */
export function workerSheet(worker: WorkerView, words: Words): string {
	const numbers = worker.numbers.map((number) =>
		[
			`  +${number.digits}`,
			words.say(`worker.status.${number.status}`),
			number.default ? words.say("worker.default") : "",
			number.optedOut ? words.say("case.opted-out") : "",
			number.inUseBy
				? words.say("case.in-use-by", { name: inLine(number.inUseBy.name), project: inLine(number.inUseBy.project) })
				: "",
		]
			.filter(Boolean)
			.join("  "),
	);
	const code = worker.mayText.code;
	const not = code ? [`  ${words.say("case.not-texted", { why: words.problem({ code }) })}`] : [];
	return [workerLine({ ...worker, numbers: worker.numbers.slice(0, 1) }, words), ...numbers, ...not].join("\n");
}

export function outcomeLine(outcome: VerifyOutcome, words: Words): string {
	return words.say(`worker.outcome.${outcome}`);
}
