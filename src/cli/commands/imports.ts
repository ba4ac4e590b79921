import type { Noun } from "../command.ts";
import { importResult, keptOf } from "../import-words.ts";
import { countOf } from "../limit.ts";
import { done, exits } from "../outcome.ts";
import { inLine } from "../print.ts";
import { withProgress } from "../progress.ts";

export const imports: Noun = {
	"": {
		flags: { limit: { kind: "value", takes: "N" } },
		async run(args, cli) {
			const limit = countOf(args, "limit", 50);
			if (!limit.ok) return limit;
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const listed = await office.value.call("imports.list", {});
			if (!listed.ok) return listed;
			// What was only tried wrote nothing: nobody looks for it here, and nothing of it can be undone.
			const written = listed.value.filter(({ state }) => state !== "discarded");
			for (const batch of limit.value === 0 ? written : written.slice(0, limit.value)) {
				const { id, kind, state, fileName, type, by, createdAt, endedAt, undoneAt, undoneBy, undone } = batch;
				const { batch: _, ...counts } = importResult(batch);
				await cli.print.answer(
					{
						batch: id,
						kind,
						state,
						file: fileName,
						type,
						by,
						createdAt,
						endedAt,
						...counts,
						undoneAt,
						undoneBy,
						undone,
					},
					() =>
						[id, createdAt, state, inLine(fileName), inLine(by), counts.new, counts.updated, counts.refused].join("\t"),
				);
			}
			return done;
		},
	},
};

export const importUndo: Noun = {
	"": {
		takes: "BATCH",
		words: { min: 1, max: 1 },
		async run(args, cli) {
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const batch = args.words[0] ?? "";
			const undone = await withProgress(office.value, cli, "importing.undoing", () =>
				office.value.call("imports.undo", { batch }),
			);
			if (!undone.ok) return undone;
			const kept = await keptOf(office.value, batch);
			if (!kept.ok) return kept;
			const { reversed, failed } = undone.value.undone;
			await cli.print.answer({ reversed, kept: kept.value, failed }, () =>
				cli.words.say("importing.undone", { ...undone.value.undone }),
			);
			return failed > 0 ? { ok: true, value: exits.some } : done;
		},
	},
};
