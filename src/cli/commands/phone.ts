import type { ParsedNumber, Problem } from "../../core/api/index.ts";
import type { Cli, Noun } from "../command.ts";
import { linesOf } from "../lines.ts";
import { exits, misuse } from "../outcome.ts";
import { inLine } from "../print.ts";
import { spoken } from "../spoken-problem.ts";

/** Longer than any number with its decoration; what is longer is no number, and not worth the parser's time. */
const longestLine = 1000;

/** Reads numbers, a line each, and says what they are. Needs no data folder and nobody signed in. */
export const phone: Noun = {
	"": {
		flags: { country: { kind: "value", takes: "CC" } },
		async run(args, cli) {
			const country = args.value("country");
			const { isCountry, parseNumber } = await import("../../core/outpost.ts");
			if (country !== undefined && !isCountry(country.toUpperCase()))
				return misuse("not-a-country", { value: country });
			let unread = 0;
			for await (const line of linesOf(cli.stdin)) {
				const number = parseNumber(line.length > longestLine ? "?" : line, country?.toUpperCase());
				if (number.digits === null) unread++;
				await show(line, number, cli);
			}
			return { ok: true, value: unread > 0 ? exits.some : exits.done };
		},
	},
};

async function show(input: string, number: ParsedNumber, cli: Cli): Promise<void> {
	const { digits, country, valid, possible, type } = number;
	const problem: Problem | null = number.problem === null ? null : { code: number.problem };
	const answer = {
		input,
		ok: digits !== null,
		digits,
		country,
		valid,
		possible,
		type,
		problem: problem && spoken(problem, cli.words),
	};
	await cli.print.answer(answer, () => {
		const said = problem
			? cli.words.problem(problem)
			: cli.words.say("phone.line", { country: country ?? "", type: type ?? "" });
		return `${inLine(input)}\t${number.shown ?? "-"}\t${said}`;
	});
}
