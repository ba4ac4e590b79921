import type { Acting } from "../api/acting.ts";
import type { Result } from "../ground/index.ts";
import type { FileShelf, StoredFile } from "./file-shelf.ts";
import type { ImportThread } from "./import-thread.ts";
import { type ReadingWishes, readerAsChild, type StartReader } from "./reading/index.ts";
import type { Works } from "./works.ts";

/** What the room is wired with. */
export interface ImportDeps {
	shelf: FileShelf;
	/** Built `sheet-worker`; left out, the source is run. */
	sheetWorker?: string;
	/** Starts what reads one file; left out, a child of Node. */
	startReader?: StartReader;
	thread: ImportThread;
	/** Where the words for workbooks are. */
	localesDir: string;
	/** A whole backup now: before many rows are written. */
	backUp(): Promise<Result<unknown>>;
	works: Works;
}

/** How a file from the shelf is read. */
export function wishesOf(
	{ sheetWorker, startReader }: ImportDeps,
	{ name, seal }: StoredFile,
	{ encoding, separator, firstRow }: Pick<ReadingWishes, "encoding" | "separator" | "firstRow">,
): ReadingWishes {
	const start = startReader ?? (sheetWorker ? readerAsChild(sheetWorker) : undefined);
	return { encoding, separator, firstRow, start, name, seal };
}

/** The same acting without news to the windows for each single row; they are told once a second. */
export function quietly(acting: Acting): Acting {
	return { ...acting, store: { ...acting.store, announce: () => {} } };
}
