import type { Cipheriv } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import { fail, isAlive, newToken, ok, type Result } from "../ground/index.ts";
import type { RecentFile } from "./api.ts";
import { type BookInfo, type ReadingWishes, usualLimits } from "./reading/index.ts";
import { newSeal, sealing, unsealed } from "./sealed-file.ts";

/** A file that somebody may use, and the key it is sealed with where it lies in the data folder. */
export interface StoredFile {
	path: string;
	name: string;
	seal?: Uint8Array;
}

interface Taken extends StoredFile {
	staffId: string | null;
	bytes: number;
	/** While pieces of it come in. */
	cipher?: Cipheriv;
	/** What was found in it, read so. */
	looked?: { book: BookInfo; how: string };
}

const mostFiles = 20;
const mostRecent = 5;
const sealBlock = 16;

/**
 * Files that people chose or asked for, by a token that says nothing: no window ever names a path. What came in pieces, and what was written for
 * somebody, lies in `incoming/` of the data folder until the office closes, sealed with a key that is kept nowhere.
 */
export class FileShelf {
	readonly #files = new Map<string, Taken>();
	readonly #dir: string;

	constructor(dataDir: string) {
		const all = join(dataDir, "incoming");
		this.#dir = join(all, String(process.pid));
		sweep(all);
	}

	/** A file on this computer, chosen in a host's own dialogue or on the command line. */
	take(path: string, staffId: string | null): string {
		return this.#put({ path, name: basename(path), staffId, bytes: 0 });
	}

	/** A piece of a file; without a token the first one. Problems `file-too-large`, `file-gone`. */
	add(
		piece: { file?: string; name: string; data: string },
		staffId: string | null,
	): Result<{ file: string; bytes: number }> {
		const bytes = Buffer.from(piece.data, "base64");
		const token = piece.file ?? this.place(piece.name, staffId).token;
		const taken = this.#of(token, staffId);
		if (!taken?.seal) return fail("file-gone");
		if (taken.bytes + bytes.length > usualLimits.fileBytes) {
			this.drop(token);
			return fail("file-too-large", { details: { file: taken.name, most: usualLimits.fileBytes / 1024 / 1024 } });
		}
		taken.cipher ??= sealing(taken.seal);
		taken.looked = undefined;
		appendFileSync(taken.path, taken.cipher.update(bytes), { mode: 0o600 });
		taken.bytes += bytes.length;
		return ok({ file: token, bytes: taken.bytes });
	}

	/** A place for a file that is about to be written, sealed with the key that comes with it. */
	place(name: string, staffId: string | null): StoredFile & { token: string; seal: Uint8Array } {
		mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
		const file = { path: join(this.#dir, newToken()), name: basename(name), seal: newSeal() };
		return { ...file, token: this.#put({ ...file, staffId, bytes: 0 }) };
	}

	/** Where the file lies. Problem `file-gone`. */
	find(token: string, staffId: string | null): Result<StoredFile> {
		const taken = this.#of(token, staffId);
		return taken ? ok({ path: taken.path, name: taken.name, seal: taken.seal }) : fail("file-gone");
	}

	/** So many bytes of a file that was written for somebody, from a place on. Problem `file-gone`. */
	async read(token: string, staffId: string | null, from: number, most: number): Promise<Result<Buffer>> {
		const taken = this.#of(token, staffId);
		if (!taken?.seal) return fail("file-gone");
		const before = from % sealBlock;
		const bytes = Buffer.alloc(before + most);
		const handle = await open(taken.path, "r").catch(() => null);
		if (!handle) return fail("file-gone");
		try {
			const { bytesRead } = await handle.read(bytes, 0, bytes.length, from - before);
			return ok(unsealed(taken.seal, bytes.subarray(0, bytesRead), from - before).subarray(before));
		} finally {
			await handle.close();
		}
	}

	/** Keeps what somebody found in a file, read as wished. */
	note(token: string, book: BookInfo, wishes: ReadingWishes): void {
		const taken = this.#files.get(token);
		if (taken) taken.looked = { book, how: howRead(wishes) };
	}

	noted(token: string, wishes: ReadingWishes): BookInfo | null {
		const looked = this.#files.get(token)?.looked;
		return looked?.how === howRead(wishes) ? looked.book : null;
	}

	/** Files that this person chose while the office was open and that could be read, the last first, each name once. */
	recent(staffId: string | null): RecentFile[] {
		const read = [...this.#files].filter(([, one]) => one.staffId === staffId && one.looked).reverse();
		const names = new Set<string>();
		return read
			.filter(([, { name }]) => !names.has(name) && names.add(name))
			.slice(0, mostRecent)
			.map(([file, { name }]) => ({ file, name }));
	}

	drop(token: string): void {
		const taken = this.#files.get(token);
		this.#files.delete(token);
		if (taken?.seal) rmSync(taken.path, { force: true });
	}

	clear(): void {
		this.#files.clear();
		rmSync(this.#dir, { recursive: true, force: true });
	}

	#of(token: string, staffId: string | null): Taken | undefined {
		const taken = this.#files.get(token);
		return taken && taken.staffId === staffId ? taken : undefined;
	}

	#put(taken: Taken): string {
		const oldest = this.#files.keys().next().value;
		if (this.#files.size >= mostFiles && oldest !== undefined) this.drop(oldest);
		const token = newToken();
		this.#files.set(token, taken);
		return token;
	}
}

function howRead({ encoding, separator, firstRow }: ReadingWishes): string {
	return JSON.stringify([encoding, separator, firstRow]);
}

/** What a process that died left behind: nobody can read it any more. */
function sweep(dir: string): void {
	try {
		for (const name of readdirSync(dir))
			if (!isAlive(Number(name)) || Number(name) === process.pid)
				rmSync(join(dir, name), { recursive: true, force: true });
	} catch {
		// There is none, or it can't be read: then nothing is put there either.
	}
}
