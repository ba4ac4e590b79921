import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { MessagePort } from "node:worker_threads";
import type { Problem } from "../../ground/index.ts";
import { sealing } from "../sealed-file.ts";
import type { BookPlan, OutRow } from "./book-plan.ts";
import { csvFile } from "./csv-file.ts";
import { BeyondExcel } from "./excel-limits.ts";
import { xlsxFile } from "./xlsx-file.ts";

export interface WriteTask {
	job: "write";
	/** Where it is written, sealed. */
	file: string;
	seal: Uint8Array;
	book: BookPlan;
}

export type ToWriter = { sheet: number; rows: OutRow[] } | { end: true };
/** After each message `taken`; at the end the size of the file. */
export type FromWriter = { taken: true } | { written: number } | { refused: Problem } | { bug: string };

/** A file that rows go into, sheet by sheet. */
export interface BookFile {
	add(sheet: number, rows: OutRow[]): void;
	end(): Promise<void>;
}

export async function writeInWorker(port: MessagePort, task: WriteTask): Promise<void> {
	// What exceljs is made of makes its buffers as of old; whoever runs a command is not to read of it.
	process.noDeprecation = true;
	const cipher = sealing(task.seal);
	const file = cipher.pipe(createWriteStream(task.file, { mode: 0o600 }));
	const tell = (message: FromWriter) => port.postMessage(message);
	const failed = (error: unknown) => {
		const { code, stack } = error as NodeJS.ErrnoException;
		if (error instanceof BeyondExcel) tell({ refused: error.problem });
		else if (code === "ENOSPC" || code === "EDQUOT") tell({ refused: { code: "disk-full" } });
		else tell({ bug: stack ?? String(error) });
		port.close();
	};
	file.on("error", failed);
	const book = task.book.format === "csv" ? csvFile(cipher, task.book) : xlsxFile(cipher, task.book);
	const take = async (message: ToWriter) => {
		if ("rows" in message) {
			book.add(message.sheet, message.rows);
			// What the disk has not taken yet would otherwise grow with the sheet.
			if (file.writableNeedDrain) await once(file, "drain");
			return tell({ taken: true });
		}
		await Promise.all([book.end(), finished(file)]);
		tell({ written: file.bytesWritten });
		port.close();
	};
	port.on("message", (message: ToWriter) => void take(message).catch(failed));
}
