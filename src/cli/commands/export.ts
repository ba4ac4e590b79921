import { resolve } from "node:path";
import type { Command, Noun } from "../command.ts";
import { done, misuse } from "../outcome.ts";
import { saveDownload } from "../save-download.ts";

/** Writes one kind of table; the ending of the file's name says how. */
function exporting(what: "cases" | "messages" | "consents"): Command {
	return {
		flags: { out: { kind: "value", takes: "FILE.xlsx|.csv", needed: true }, search: { kind: "value", takes: "TEXT" } },
		async run(args, cli) {
			const out = resolve(args.value("out") ?? "");
			const format = /\.(xlsx|csv)$/i.exec(out)?.[1]?.toLowerCase();
			if (format !== "xlsx" && format !== "csv")
				return misuse("not-one-of", { flag: "--out", value: args.value("out") ?? "", values: "….xlsx, ….csv" });
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const written = await office.value.call("exports.write", { what, format, search: args.value("search") ?? "" });
			if (!written.ok) return written;
			const saved = await saveDownload(office.value, written.value.file, out);
			if (!saved.ok) return saved;
			const { rows } = written.value;
			await cli.print.answer({ rows, file: out }, () => cli.words.say("exporting.done", { rows, file: out }));
			return done;
		},
	};
}

export const exportTable: Noun = {
	cases: exporting("cases"),
	messages: exporting("messages"),
	consents: exporting("consents"),
};
