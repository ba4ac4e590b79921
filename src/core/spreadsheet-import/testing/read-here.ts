import { shownText } from "../index.ts";
import { usualLimits } from "../reading/limits.ts";
import { openBook } from "../reading/open-book.ts";
import { Unreadable } from "../reading/unreadable.ts";

// Reads one file after the other in a process that is started once: a process a file would take most of the time of thousands.
process.on("message", (bytes: Uint8Array) => void read(bytes));
process.on("disconnect", () => process.exit());

async function read(bytes: Uint8Array): Promise<void> {
	try {
		const book = await openBook(Buffer.from(bytes), {}, usualLimits);
		const cells: string[][] = [];
		for (const index of book.sheets.keys())
			for await (const rows of book.rows(index, { rows: 0, columns: 0, merged: 0 }))
				for (const row of rows)
					cells.push([String(row.row), ...row.cells.map((cell) => `${cell.kind} ${shownText(cell)}`)]);
		process.send?.({ cells: cells.slice(0, 1000) });
	} catch (error) {
		if (error instanceof Unreadable) process.send?.({ refused: error.problem.code });
		else process.send?.({ thrown: error instanceof Error ? (error.stack ?? "") : String(error) });
	}
}
