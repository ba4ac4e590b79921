import type { Acting } from "../api/acting.ts";
import type { Result } from "../ground/index.ts";
import type { FileShelf } from "./file-shelf.ts";

/** What the room is wired with. */
export interface ImportDeps {
	shelf: FileShelf;
	/** Built `sheet-worker`; left out, the source is run. */
	sheetWorker?: string;
	/** A whole backup now: before many rows are written. */
	backUp(): Promise<Result<unknown>>;
	/** Works under way in this process, by batch. */
	running: Map<string, AbortController>;
}

/** The same acting without news to the windows for each single row; they are told once a second. */
export function quietly(acting: Acting): Acting {
	return { ...acting, store: { ...acting.store, announce: () => {} } };
}
