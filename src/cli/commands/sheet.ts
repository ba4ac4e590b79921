import { resolve } from "node:path";
import type { Noun } from "../command.ts";
import { sayEncoding } from "../import-words.ts";
import { countOf } from "../limit.ts";
import { builtWorkers } from "../open-office.ts";
import { done } from "../outcome.ts";
import { inLine } from "../print.ts";

export const sheet: Noun = {
	show: {
		takes: "FILE",
		words: { min: 1, max: 1 },
		flags: {
			sheet: { kind: "value", takes: "NAME" },
			rows: { kind: "value", takes: "N" },
			encoding: { kind: "value", takes: "E" },
			separator: { kind: "value", takes: "S" },
			"first-row": { kind: "value", takes: "N" },
		},
		async run(args, cli) {
			const rows = countOf(args, "rows", 20);
			if (!rows.ok) return rows;
			const firstRow = countOf(args, "first-row", 1);
			if (!firstRow.ok) return firstRow;
			const { showSheet } = await import("../../core/outpost.ts");
			const { sheetWorker: worker } = builtWorkers(cli);
			const shown = await showSheet(resolve(args.words[0] ?? ""), {
				sheet: args.value("sheet"),
				rows: rows.value,
				encoding: args.value("encoding"),
				separator: args.value("separator"),
				firstRow: firstRow.value,
				worker,
			});
			if (!shown.ok) return shown;
			sayEncoding(shown.value, cli);
			await cli.print.answer(shown.value, () =>
				[shown.value.header, ...shown.value.rows].map((row) => row.map(inLine).join("\t")).join("\n"),
			);
			return done;
		},
	},
};
