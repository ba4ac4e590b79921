import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import type { Office } from "./command.ts";
import { type Outcome, refused } from "./outcome.ts";

/** Puts a file that the core wrote where somebody wants it; what stood there is replaced when the new one is whole. Problem `file-not-writable`. */
export async function saveDownload(office: Office, file: string, path: string): Promise<Outcome<{ file: string }>> {
	const part = `${path}.part-${process.pid}`;
	try {
		const out = openSync(part, "w", 0o600);
		try {
			for (let from: number | null = 0; from !== null; ) {
				const piece: Outcome<{ data: string; next: number | null }> = await office.call("files.download", {
					file,
					from,
				});
				if (!piece.ok) return piece;
				writeSync(out, Buffer.from(piece.value.data, "base64"));
				from = piece.value.next;
			}
		} finally {
			closeSync(out);
		}
		renameSync(part, path);
		return { ok: true, value: { file: path } };
	} catch {
		return refused("file-not-writable", { file: path });
	} finally {
		rmSync(part, { force: true });
	}
}
