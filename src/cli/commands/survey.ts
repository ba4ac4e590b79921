import { readFileSync } from "node:fs";
import type { Noun } from "../command.ts";
import { countOf } from "../limit.ts";
import { done, misuse, type Outcome, refused } from "../outcome.ts";
import { sessionLine, surveyLine } from "../survey-words.ts";

export const survey: Noun = {
	run: {
		takes: "NAME",
		words: { min: 1, max: 1 },
		flags: {
			to: { kind: "value", takes: "case:ID", needed: true },
			reason: { kind: "value", takes: "WHY" },
		},
		async run(args, cli) {
			const to = args.given("to");
			if (to.startsWith("worker:")) return refused("survey-for-cases");
			const caseId = /^case:(.+)$/.exec(to)?.[1];
			if (caseId === undefined) return misuse("not-a-case", { value: to });
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const reason = args.value("reason");
			const started = await office.value.call("surveys.start", {
				survey: args.words[0] ?? "",
				caseId,
				...(reason === undefined ? {} : { reason }),
			});
			if (!started.ok) return started;
			await cli.print.answer(started.value, () => sessionLine(started.value, cli.words));
			return done;
		},
	},
	list: {
		flags: { limit: { kind: "value", takes: "N" } },
		async run(args, cli) {
			const limit = countOf(args, "limit", 50);
			if (!limit.ok) return limit;
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const listed = await office.value.call("surveys.list", {});
			if (!listed.ok) return listed;
			const newestFirst = listed.value.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt));
			for (const row of limit.value === 0 ? newestFirst : newestFirst.slice(0, limit.value))
				await cli.print.answer(row, () => surveyLine(row, cli.words));
			return done;
		},
	},
	import: {
		takes: "FILE.json",
		words: { min: 1, max: 1 },
		async run(args, cli) {
			const json = readText(args.words[0] ?? "");
			if (!json.ok) return json;
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const saved = await office.value.call("surveys.import", { json: json.value });
			if (!saved.ok) return saved;
			await cli.print.answer(saved.value, () => surveyLine(saved.value, cli.words));
			return done;
		},
	},
};

function readText(file: string): Outcome<string> {
	try {
		return { ok: true, value: readFileSync(file, "utf8") };
	} catch {
		return refused("file-not-read");
	}
}
