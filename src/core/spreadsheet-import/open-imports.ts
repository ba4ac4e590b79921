import type { Acting, HandlersOf } from "../api/acting.ts";
import { ok } from "../ground/index.ts";
import type { importsApi } from "./api.ts";
import { applyBatch } from "./apply-batch.ts";
import { type BatchRecord, batchView, findBatch } from "./batch-record.ts";
import { checkSheet } from "./check-sheet.ts";
import { decideRows } from "./decide-rows.ts";
import type { ImportDeps } from "./deps.ts";
import { discardBatch } from "./drop-batch.ts";
import { FileShelf } from "./file-shelf.ts";
import { fixRow } from "./fix-row.ts";
import { ImportThread, type ThreadPlace } from "./import-thread.ts";
import { listRows } from "./list-rows.ts";
import { lookAt } from "./look.ts";
import { reportBatch } from "./report-workbook.ts";
import { writeTemplate } from "./template-workbook.ts";
import { undoBatch } from "./undo-batch.ts";
import { undoOutlook } from "./undo-outlook.ts";
import { Works } from "./works.ts";
import type { BookWriter } from "./writing/index.ts";

export interface Imports {
	handlers: HandlersOf<typeof importsApi>;
	/** For rooms that write files for people. */
	writer: BookWriter;
	/** A file that a host's own dialogue or command named; the token stands for it in calls of that person. */
	take(path: string, staffId: string | null): string;
	/** Ends what is under way at the next chunk's edge and forgets the files. Answers when no other thread has the database open. */
	close(): Promise<void>;
}

/** The imports of one office. `dataDir`: where files that come in pieces lie meanwhile; `importWorker`: as `ImportThread`. */
export function openImports({
	dataDir,
	database,
	importWorker,
	...deps
}: Pick<ImportDeps, "sheetWorker" | "startReader" | "localesDir" | "backUp"> & {
	dataDir: string;
	database: ThreadPlace;
	importWorker?: string;
}): Imports {
	const shelf = new FileShelf(dataDir);
	const thread = new ImportThread(database, importWorker);
	const all: ImportDeps = { ...deps, shelf, thread, works: new Works() };
	const by = (acting: Acting) => acting.staff?.id ?? null;
	return {
		handlers: {
			"imports.upload": (acting, input) => shelf.add(input, by(acting)),
			"imports.look": (acting, input) => lookAt(all, acting, input),
			"imports.recent": (acting) => ok(shelf.recent(by(acting))),
			"imports.check": (acting, input) => checkSheet(all, acting, input),
			"imports.list": (acting) =>
				ok(
					acting.store
						.prepare<BatchRecord>(
							"SELECT * FROM import_batch WHERE project_id = ? AND state <> 'checking' ORDER BY seq DESC LIMIT 500",
						)
						.all(acting.project.id)
						.map((batch) => batchView(acting, batch)),
				),
			"imports.show": (acting, { batch }) => shown(acting, batch),
			"imports.rows": listRows,
			"imports.fix": fixRow,
			"imports.decide": decideRows,
			"imports.apply": (acting, { batch }) => applyBatch(all, acting, batch),
			"imports.cancel": (acting, { batch }) => {
				// A check is stopped before anybody finds it as well.
				const found = all.works.stop(acting, batch) ? ok() : findBatch(acting, batch);
				return found.ok ? ok(null) : found;
			},
			"imports.undo": (acting, { batch }) => undoBatch(all, acting, batch),
			"imports.report": (acting, input) => reportBatch(all, acting, input),
			"imports.template": (acting, input) => writeTemplate(all, acting, input),
			"files.download": async (acting, { file, from }) => {
				const piece = await shelf.read(file, by(acting), from, pieceBytes);
				if (!piece.ok) return piece;
				const next = piece.value.length < pieceBytes ? null : from + piece.value.length;
				return ok({ data: piece.value.toString("base64"), next });
			},
			"imports.undoOutlook": (acting, { batch }) => undoOutlook(acting, batch),
			"imports.discard": (acting, { batch }) => discardBatch(all, acting, batch),
		},
		writer: { shelf, sheetWorker: deps.sheetWorker },
		take: (path, staffId) => shelf.take(path, staffId),
		async close() {
			all.works.stopAll();
			shelf.clear();
			await thread.ended();
		},
	};
}

/** A multiple of 16. */
const pieceBytes = 192 * 1024;

function shown(acting: Acting, id: string) {
	const found = findBatch(acting, id);
	return found.ok ? ok(batchView(acting, found.value)) : found;
}
