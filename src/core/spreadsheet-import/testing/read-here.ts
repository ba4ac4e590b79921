import { parentPort } from "node:worker_threads";
import { shownText } from "../index.ts";
import { usualLimits } from "../reading/limits.ts";
import { openBook } from "../reading/open-book.ts";
import { Unreadable } from "../reading/unreadable.ts";

// Reads one file after the other on a thread that is started once: a thread a file would take most of the time of thousands.
parentPort?.on("message", (bytes: Uint8Array) => void read(bytes));

async function read(bytes: Uint8Array): Promise<void> {
	try {
		const book = await openBook(Buffer.from(bytes), {}, usualLimits);
		const cells: string[][] = [];
		for (const index of book.sheets.keys())
			for await (const rows of book.rows(index, { rows: 0, columns: 0, merged: 0 }))
				for (const row of rows)
					cells.push([String(row.row), ...row.cells.map((cell) => `${cell.kind} ${shownText(cell)}`)]);
		parentPort?.postMessage({ cells: cells.slice(0, 1000) });
	} catch (error) {
		if (error instanceof Unreadable) parentPort?.postMessage({ refused: error.problem.code });
		else parentPort?.postMessage({ thrown: error instanceof Error ? (error.stack ?? "") : String(error) });
	}
}
