import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fail, newToken, ok, type Result } from "../ground/index.ts";

interface Taken {
	path: string;
	name: string;
	staffId: string | null;
	/** Bytes taken in; null for a file that lies where its owner has it. */
	bytes: number | null;
}

const mostMb = 50;
const mostFiles = 20;

/**
 * Files that people chose, by a token that says nothing: no window ever names a path. A file that came in pieces lies in `incoming/` of the data
 * folder until the office closes or opens again.
 */
export class FileShelf {
	readonly #files = new Map<string, Taken>();
	readonly #dir: string;

	constructor(dataDir: string) {
		this.#dir = join(dataDir, "incoming", String(process.pid));
	}

	/** A file on this computer, chosen in a host's own dialogue or on the command line. */
	take(path: string, staffId: string | null): string {
		return this.#put({ path, name: basename(path), staffId, bytes: null });
	}

	/** A piece of a file; without a token the first one. Problems `file-too-large`, `file-gone`. */
	add(
		piece: { file?: string; name: string; data: string },
		staffId: string | null,
	): Result<{ file: string; bytes: number }> {
		const bytes = Buffer.from(piece.data, "base64");
		let token = piece.file;
		if (token === undefined) {
			mkdirSync(this.#dir, { recursive: true, mode: 0o700 });
			token = this.#put({ path: "", name: basename(piece.name), staffId, bytes: 0 });
		}
		const taken = this.#of(token, staffId);
		if (!taken || taken.bytes === null) return fail("file-gone");
		if (taken.path === "") taken.path = join(this.#dir, token);
		if (taken.bytes + bytes.length > mostMb * 1024 * 1024) {
			this.drop(token);
			return fail("file-too-large", { details: { file: taken.name, most: mostMb } });
		}
		appendFileSync(taken.path, bytes, { mode: 0o600 });
		taken.bytes += bytes.length;
		return ok({ file: token, bytes: taken.bytes });
	}

	/** Where the file lies. Problem `file-gone`. */
	find(token: string, staffId: string | null): Result<{ path: string; name: string }> {
		const taken = this.#of(token, staffId);
		return taken ? ok({ path: taken.path, name: taken.name }) : fail("file-gone");
	}

	drop(token: string): void {
		const taken = this.#files.get(token);
		this.#files.delete(token);
		if (taken && taken.bytes !== null && taken.path !== "") rmSync(taken.path, { force: true });
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
