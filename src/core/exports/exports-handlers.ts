import type { Acting, HandlersOf } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { type BookWriter, readSheetWords, writeBook } from "../spreadsheet-import/index.ts";
import type { exportsApi } from "./api.ts";
import { caseTables } from "./case-tables.ts";
import { consentTable } from "./consent-table.ts";
import { type ListMessages, messageTable } from "./message-table.ts";
import type { Table } from "./table.ts";

export interface ExportDeps {
	writer: BookWriter;
	localesDir: string;
	/** A page of texts as their lists show them, newest first. */
	listMessages: ListMessages;
}

export function exportsHandlers(deps: ExportDeps): HandlersOf<typeof exportsApi> {
	return {
		"exports.write": async (acting, { what, format, search, language }) => {
			const tables = await tablesOf(deps, acting, what, search, format);
			const name = `${readSheetWords(deps.localesDir, language).say(`file-${what}`)}.${format}`;
			const sheets = tables.map((table) => ({
				name: table.name,
				columns: table.header.map((header) => ({ header })),
			}));
			const written = await writeBook(
				deps.writer,
				acting.staff?.id ?? null,
				name,
				{ format, sheets },
				(function* () {
					for (const [sheet, table] of tables.entries()) for (const rows of table.pages()) yield { sheet, rows };
				})(),
				acting.signal,
			);
			if (written.ok)
				acting.store.write(() =>
					recordAudit(acting, { action: "export.written", details: { what, format, rows: written.value.rows } }),
				);
			return written;
		},
	};
}

function tablesOf(
	deps: ExportDeps,
	acting: Acting,
	what: "cases" | "messages" | "consents",
	search: string,
	format: "xlsx" | "csv",
): Table[] | Promise<Table[]> {
	if (what === "cases") return caseTables(acting, search, format);
	return [what === "messages" ? messageTable(deps.listMessages, acting, search) : consentTable(acting, search)];
}
