import * as XLSX from "@e965/xlsx";
import { orDamaged, Unreadable } from "../unreadable.ts";

/** What lies in an OLE container decides what it is. Problems, thrown: `file-password`, `file-not-a-sheet`, `file-damaged`. */
export function proveContainer(bytes: Buffer): void {
	if (bytes.readUInt32LE(0) !== 0xe011cfd0) return;
	const names: string[] = orDamaged(() =>
		XLSX.CFB.read(bytes, { type: "buffer" }).FullPaths.map((path: string) => path.toLowerCase()),
	);
	const has = (name: string) => names.some((path) => path.endsWith(`/${name}`));
	// An .xlsx with a password is such a container around an encrypted zip.
	if (has("encryptedpackage")) throw new Unreadable("file-password");
	if (!has("workbook") && !has("book")) throw new Unreadable("file-not-a-sheet");
}
