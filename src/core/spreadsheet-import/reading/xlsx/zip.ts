import { crc32 } from "node:zlib";
import yauzl, { type Entry, type LocalFileHeader, type ZipFile } from "yauzl";
import type { Limits } from "../limits.ts";
import { Unreadable } from "../unreadable.ts";

/** A workbook's parts by name. Names are told apart as the standard does, without regard to case, slashes or a slash in front. */
export class Zip {
	readonly #file: ZipFile;
	readonly #entries: Map<string, Entry>;
	readonly #limits: Limits;
	#unpacked = 0;

	private constructor(file: ZipFile, entries: Map<string, Entry>, limits: Limits) {
		this.#file = file;
		this.#entries = entries;
		this.#limits = limits;
	}

	/** Problems, thrown: `file-damaged`, `file-password`, `file-too-large`, `file-too-many-parts`. */
	static async open(bytes: Buffer, limits: Limits): Promise<Zip> {
		const { file, entries } = await readDirectory(bytes, limits);
		let told = 0;
		for (const entry of entries.values()) {
			if (entry.isEncrypted()) throw new Unreadable("file-password");
			if (entry.uncompressedSize > limits.partBytes) throw tooLarge(limits.partBytes);
			told += entry.uncompressedSize;
		}
		if (told > limits.allBytes) throw tooLarge(limits.allBytes);
		return new Zip(file, entries, limits);
	}

	names(): string[] {
		return [...this.#entries.keys()];
	}

	has(name: string): boolean {
		return this.#entries.has(partName(name));
	}

	/** The part's bytes as they are unpacked: counted, and checked against their checksum at the end. A missing part is `file-damaged`. */
	async *read(name: string): AsyncGenerator<Buffer> {
		const entry = this.#entries.get(partName(name));
		if (!entry) throw new Unreadable("file-damaged");
		let bytes = 0;
		let checksum = 0;
		try {
			for await (const chunk of await this.#open(entry)) {
				bytes += chunk.length;
				this.#unpacked += chunk.length;
				if (bytes > this.#limits.partBytes) throw tooLarge(this.#limits.partBytes);
				if (this.#unpacked > this.#limits.allBytes) throw tooLarge(this.#limits.allBytes);
				checksum = crc32(chunk, checksum);
				yield chunk;
			}
		} catch (error) {
			throw error instanceof Unreadable ? error : new Unreadable("file-damaged");
		}
		if (checksum !== entry.crc32) throw new Unreadable("file-damaged");
	}

	/** A small part at once. */
	async bytes(name: string): Promise<Buffer> {
		const chunks: Buffer[] = [];
		for await (const chunk of this.read(name)) chunks.push(chunk);
		return Buffer.concat(chunks);
	}

	/** Unpacks every part once and keeps none: after that a library that does not count may have the file. */
	async proveAll(): Promise<void> {
		for (const [name, entry] of this.#entries) {
			const before = await this.#file.readLocalFileHeaderPromise(entry).catch(() => null);
			if (!before || !isToldAlike(entry, before)) throw new Unreadable("file-damaged");
			for await (const _ of this.read(name));
		}
	}

	#open(entry: Entry): Promise<AsyncIterable<Buffer>> {
		return new Promise((resolve, reject) => {
			this.#file.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
		});
	}
}

/** Where sizes and checksum stand after the part (bit 3), what stands before it says nothing. */
const [sealed, toldAfter] = [1, 8];
/** Larger sizes stand elsewhere. */
const zip64 = 0xffff_ffff;

/** A part is told of in the directory and once more in front of it; readers differ in which of the two they believe. */
function isToldAlike(entry: Entry, before: LocalFileHeader): boolean {
	const flags = sealed | toldAfter;
	const size = (told: number, again: number) => again === told || again === zip64;
	return (
		(entry.generalPurposeBitFlag & flags) === (before.generalPurposeBitFlag & flags) &&
		entry.compressionMethod === before.compressionMethod &&
		(entry.fileName as unknown as Buffer).equals(before.fileName) &&
		((entry.generalPurposeBitFlag & toldAfter) !== 0 ||
			(entry.crc32 === before.crc32 &&
				size(entry.compressedSize, before.compressedSize) &&
				size(entry.uncompressedSize, before.uncompressedSize)))
	);
}

export function tooLarge(most: number): Unreadable {
	return new Unreadable("file-too-large", { most: Math.round(most / 1024 / 1024) });
}

export function partName(name: string): string {
	return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

function readDirectory(bytes: Buffer, limits: Limits): Promise<{ file: ZipFile; entries: Map<string, Entry> }> {
	return new Promise((resolve, reject) => {
		const damaged = () => reject(new Unreadable("file-damaged"));
		// Names are looked up in memory and never become paths, so odd ones need no refusal.
		yauzl.fromBuffer(bytes, { lazyEntries: true, decodeStrings: false }, (error, file) => {
			if (error) return damaged();
			if (file.entryCount > limits.parts) {
				return reject(new Unreadable("file-too-many-parts", { most: limits.parts }));
			}
			const entries = new Map<string, Entry>();
			file.on("error", damaged);
			file.on("entry", (entry: Entry) => {
				const name = partName((entry.fileName as unknown as Buffer).toString("utf8"));
				// Two parts of one name: readers disagree on which is meant.
				if (entries.has(name)) return damaged();
				if (!name.endsWith("/")) entries.set(name, entry);
				file.readEntry();
			});
			file.on("end", () => resolve({ file, entries }));
			file.readEntry();
		});
	});
}
