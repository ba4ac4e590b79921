import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { knownOwners, knownProperties } from "../contacts/index.ts";
import type { Result } from "../ground/index.ts";
import { exampleNumber } from "../phone-numbers/index.ts";
import type { WrittenFile } from "./api.ts";
import type { ImportDeps } from "./deps.ts";
import { readSheetWords, type SheetWords } from "./sheet-words.ts";
import { type Pages, type SheetPlan, writeBook } from "./writing/index.ts";

interface TemplateColumn {
	header: string;
	/** What goes in, as the help sheet says it. */
	help: string;
	example: string;
	allowed?: readonly string[];
}

/** A workbook to fill in: the columns that the pages name and those of the project, an example beside it, and a sheet that says what each is. */
export async function writeTemplate(
	deps: ImportDeps,
	acting: Acting,
	input: ParsedInputOf<"imports.template">,
): Promise<Result<WrittenFile>> {
	const words = readSheetWords(deps.localesDir, input.language);
	const columns = input.kind === "cases" ? caseColumns(acting, words) : workerColumns(acting, words);
	const table = (name: string): SheetPlan => ({
		name,
		columns: columns.map(({ header, allowed }) => ({ header, allowed, width: Math.max(16, header.length + 2) })),
	});
	const help: SheetPlan = {
		name: words.say("sheet-help"),
		rightToLeft: words.rightToLeft,
		columns: [
			{ header: words.say("help-column"), width: 34 },
			{ header: words.say("help-meaning"), width: 80 },
			{ header: words.say("help-allowed"), width: 30 },
			{ header: words.say("help-example"), width: 24 },
		],
	};
	const pages: Pages = [
		{ sheet: 1, rows: [columns.map(({ example }) => example)] },
		{
			sheet: 2,
			rows: [
				...columns.map(({ header, help: meaning, allowed = [], example }) => [
					header,
					meaning,
					allowed.join(", "),
					example,
				]),
				...["help-text-cells", "help-example-sheet", "help-empty", "help-clear"].map((key) => ["", words.say(key)]),
			],
		},
	];
	return writeBook(
		{ shelf: deps.shelf, sheetWorker: deps.sheetWorker },
		acting.staff?.id ?? null,
		`${words.say(input.kind === "cases" ? "file-template-cases" : "file-template-workers")}.xlsx`,
		{ format: "xlsx", sheets: [table(words.say("sheet-fill")), table(words.say("sheet-example")), help] },
		pages,
		acting.signal,
	);
}

function caseColumns(acting: Acting, words: SheetWords): TemplateColumn[] {
	const { languages, timeZone } = acting.project;
	const own: TemplateColumn[] = [
		{ header: "Case Name", help: words.say("help-name"), example: words.say("example-name") },
		{ header: "contact_phone_number", help: words.say("help-phone"), example: exampleNumber(acting.project.country) },
		{
			header: "contact_phone_number_is_verified",
			help: words.say("help-verified"),
			example: "1",
			allowed: ["1"],
		},
		{ header: "commcare_email_address", help: words.say("help-email"), example: "" },
		{ header: "language_code", help: words.say("help-language"), example: languages[0] ?? "", allowed: languages },
		{ header: "time_zone", help: words.say("help-time-zone"), example: timeZone },
		{ header: "owner_name", help: words.say("help-owner"), example: "", allowed: knownOwners(acting) },
	];
	const named = new Set(own.map(({ header }) => header));
	const more = knownProperties(acting)
		.filter((property) => !named.has(property))
		.map((header) => ({ header, help: words.say("help-property"), example: "" }));
	return [...own, ...more, { header: "case id", help: words.say("help-case-id"), example: "" }];
}

function workerColumns(acting: Acting, words: SheetWords): TemplateColumn[] {
	const { languages, country } = acting.project;
	return [
		{ header: "username", help: words.say("help-username"), example: words.say("example-username") },
		{ header: "first_name", help: words.say("help-first-name"), example: words.say("example-first-name") },
		{ header: "last_name", help: words.say("help-last-name"), example: words.say("example-last-name") },
		{ header: "email", help: words.say("help-email"), example: "" },
		{ header: "language", help: words.say("help-language"), example: languages[0] ?? "", allowed: languages },
		{ header: "phone 1", help: words.say("help-worker-phone"), example: exampleNumber(country) },
		{ header: "phone 2", help: words.say("help-worker-phone"), example: "" },
	];
}
