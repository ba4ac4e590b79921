import { resolve } from "node:path";
import type { ImportBatch, InputOf, SheetLook } from "../../core/api/index.ts";
import type { Cli, Noun, Office } from "../command.ts";
import type { Args } from "../flags.ts";
import { columnAt, mappedColumns } from "../import-columns.ts";
import {
	type FoundProblem,
	importResult,
	problemLine,
	problemsOf,
	sayEncoding,
	sayOtherSheets,
} from "../import-words.ts";
import { countOf } from "../limit.ts";
import { type Exit, exits, misuse, type Outcome } from "../outcome.ts";
import { withProgress } from "../progress.ts";
import { saveDownload } from "../save-download.ts";
import { spoken } from "../spoken-problem.ts";

export const importSheet: Noun = {
	"": {
		takes: "FILE",
		words: { min: 1, max: 1 },
		flags: {
			type: { kind: "value", takes: "T" },
			sheet: { kind: "value", takes: "S" },
			encoding: { kind: "value", takes: "E" },
			separator: { kind: "value", takes: "S" },
			"first-row": { kind: "value", takes: "N" },
			"no-header": { kind: "switch" },
			map: { kind: "list", takes: "COLUMN=PROPERTY" },
			"id-column": { kind: "value", takes: "C" },
			match: { kind: "value", takes: "case_id|external_id" },
			"create-new": { kind: "switch" },
			country: { kind: "value", takes: "CC" },
			kind: { kind: "value", takes: "cases|workers" },
			"asked-by": { kind: "value", takes: "NAME" },
			"asked-on": { kind: "value", takes: "DATE" },
			"asked-how": { kind: "value", takes: "spoken|paper|other" },
			"dry-run": { kind: "switch" },
			"accept-warnings": { kind: "switch" },
			report: { kind: "value", takes: "OUT.xlsx" },
		},
		async run(args, cli) {
			const kind = args.value("kind") ?? "cases";
			const match = args.value("match");
			if (kind !== "cases" && kind !== "workers")
				return misuse("not-one-of", { flag: "--kind", value: kind, values: "cases, workers" });
			if (match !== undefined && match !== "case_id" && match !== "external_id")
				return misuse("not-one-of", { flag: "--match", value: match, values: "case_id, external_id" });
			const consent = consentOf(args);
			if (!consent.ok) return consent;
			const firstRow = countOf(args, "first-row", 1);
			if (!firstRow.ok) return firstRow;
			const office = await cli.open(args, { inProject: true });
			if (!office.ok) return office;
			const file = office.value.outpost.takeFile(office.value.seat, resolve(args.words[0] ?? ""));
			if (!file.ok) return file;
			const reading = {
				file: file.value,
				sheet: args.value("sheet"),
				encoding: args.value("encoding"),
				separator: args.value("separator"),
				header: !args.has("no-header"),
				firstRow: Math.max(1, firstRow.value),
				kind,
			} as const;
			const look = await office.value.call("imports.look", { ...reading, rows: 3 });
			if (!look.ok) return look;
			sayEncoding(look.value, cli);
			sayOtherSheets(look.value, cli);
			if (look.value.stopped !== null && !args.has("dry-run")) {
				cli.print.beside(cli.words.say("importing.goes-on"));
				return apply(look.value.stopped, args, office.value, cli);
			}
			const columns = mappedColumns(look.value, args.all("map"));
			if (!columns.ok) return columns;
			const id = args.value("id-column");
			const idColumn = id === undefined ? look.value.idColumn : columnAt(look.value, id);
			if (idColumn === undefined)
				return { ok: false, problem: { code: "column-missing", details: { column: id ?? "" } } };
			const checked = await withProgress(office.value, cli, "importing.checking", () =>
				office.value.call("imports.check", {
					...reading,
					type: args.value("type") ?? "",
					columns: columns.value.filter(({ column, guessed }) => !guessed || column !== idColumn),
					idColumn,
					match: match ?? look.value.match ?? "case_id",
					createNew: args.has("create-new"),
					country: args.value("country"),
					consent: consent.value,
				}),
			);
			return checked.ok ? decide(checked.value, look.value, args, office.value, cli) : checked;
		},
	},
};

const askedHow = ["spoken", "paper", "other"] as const;

/** What stands behind a 1 in the sheet; undefined where nothing is said of it: then the proof says who imported it, and from where. */
function consentOf(args: Args): Outcome<InputOf<"imports.check">["consent"]> {
	const [askedBy, askedOn, word] = [args.value("asked-by"), args.value("asked-on"), args.value("asked-how")];
	const how = askedHow.find((one) => one === word);
	if (word !== undefined && how === undefined)
		return misuse("not-one-of", { flag: "--asked-how", value: word, values: askedHow.join(", ") });
	const isSaid = askedBy !== undefined || askedOn !== undefined || how !== undefined;
	return { ok: true, value: isSaid ? { askedBy, askedOn, how } : undefined };
}

/** Says what was found; applies it unless it is only tried or somebody should look first. */
async function decide(
	batch: ImportBatch,
	look: SheetLook,
	args: Args,
	office: Office,
	cli: Cli,
): Promise<Outcome<Exit>> {
	const unmapped = batch.unmapped.map((column) => batch.header[column] || `#${column + 1}`);
	if (unmapped.length > 0) cli.print.beside(cli.words.say("importing.unmapped", { columns: unmapped.join(", ") }));
	const unmatched = batch.codes.find(({ code }) => code === "no-match")?.rows ?? 0;
	if (unmatched > 0) cli.print.beside(cli.words.say("importing.no-match", { count: unmatched }));
	for (const { code, rows } of batch.codes.filter(({ note }) => note))
		cli.print.beside(cli.words.say("importing.note", { rows, what: cli.words.problem({ code }) }));
	const hasWarnings = batch.verdicts.decide > 0 || look.already.length > 0;
	if (args.has("dry-run") || (hasWarnings && !args.has("accept-warnings"))) {
		const problems = await problemsOf(office, batch);
		if (!problems.ok) return problems;
		const reported = await report(batch.id, args, office, cli);
		if (!reported.ok) return reported;
		const dropped = await office.call("imports.discard", { batch: batch.id });
		if (!dropped.ok) return dropped;
		if (args.has("dry-run")) return say(batch, problems.value, cli);
		await say(batch, problems.value, cli, { ok: false, problem: spoken({ code: "import-has-warnings" }, cli.words) });
		if (!cli.print.json) cli.print.beside(cli.words.problem({ code: "import-has-warnings" }));
		return { ok: true, value: exits.problem };
	}
	if (hasWarnings) {
		const taken = await office.call("imports.decide", { batch: batch.id, as: "take" });
		if (!taken.ok) return taken;
	}
	return apply(batch.id, args, office, cli);
}

async function apply(id: string, args: Args, office: Office, cli: Cli): Promise<Outcome<Exit>> {
	const signal = cli.untilEnded();
	const stop = () => void office.call("imports.cancel", { batch: id });
	signal.addEventListener("abort", stop, { once: true });
	const applied = await withProgress(office, cli, "importing.applying", () =>
		office.call("imports.apply", { batch: id }),
	);
	signal.removeEventListener("abort", stop);
	if (!applied.ok) return applied;
	const reported = await report(id, args, office, cli);
	if (!reported.ok) return reported;
	const problems = await problemsOf(office, applied.value);
	return problems.ok ? say(applied.value, problems.value, cli) : problems;
}

/** The workbook that `--report` asks for. */
async function report(id: string, args: Args, office: Office, cli: Cli): Promise<Outcome<unknown>> {
	const out = args.value("report");
	if (out === undefined) return { ok: true, value: null };
	const written = await office.call("imports.report", { batch: id, what: "result", language: cli.words.language });
	// Of a sheet without rows there is nothing to report.
	if (!written.ok) return written.problem.code === "import-nothing-to-report" ? { ok: true, value: null } : written;
	return saveDownload(office, written.value.file, resolve(out));
}

async function say(batch: ImportBatch, problems: FoundProblem[], cli: Cli, more: object = {}): Promise<Outcome<Exit>> {
	const result = importResult(batch);
	await cli.print.answer({ ...more, ...result, problems }, () =>
		[...problems.map((one) => problemLine(one, cli.words)), cli.words.say("importing.result", { ...result })].join(
			"\n",
		),
	);
	return { ok: true, value: result.refused > 0 ? exits.some : exits.done };
}
