import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { z } from "zod";
import { fail, ok, type Result } from "../ground/index.ts";

/** First line of a backup file. */
const mark = "Outpost backup 1\n";
const longestHead = 4_000_000;
/** The last octets: SHA-256 of everything before, in hex. */
const sumLength = 64;

const headSchema = z.object({
	madeAt: z.string(),
	/** Octets of the database that follows. */
	bytes: z.number().int().min(1),
	/** Text of the key file of that moment: wraps only, no key. */
	keys: z.string(),
});
export type BackupHead = z.infer<typeof headSchema>;

/**
 * Writes one file that a lost office can be brought back from: mark, a line of JSON (`BackupHead`), the encrypted database as it is, and a
 * sum over all of it, by which damage shows without any key. `to` must not exist. Throws what the file system says.
 */
export async function writeBackupFile(
	to: string,
	head: Omit<BackupHead, "bytes">,
	database: string,
	bytes: number,
): Promise<void> {
	const handle = await open(to, "wx", 0o600);
	try {
		const sum = createHash("sha256");
		const put = async (piece: Buffer) => {
			sum.update(piece);
			await writeAll(handle, piece);
		};
		await put(Buffer.from(`${mark + JSON.stringify({ ...head, bytes } satisfies BackupHead)}\n`, "utf8"));
		for await (const piece of createReadStream(database, { highWaterMark: 1 << 20 })) await put(piece as Buffer);
		await writeAll(handle, Buffer.from(sum.digest("hex"), "latin1"));
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** What stands before the database. Null: no file of this kind. Problem `backup-damaged`. */
export async function readBackupHead(file: string): Promise<Result<(BackupHead & { at: number }) | null>> {
	const handle = await open(file, "r");
	try {
		const start = Buffer.alloc(mark.length);
		await handle.read(start, 0, mark.length, 0);
		if (start.toString("latin1") !== mark) return ok(null);
		const text = Buffer.alloc(Math.min(longestHead, (await handle.stat()).size));
		const { bytesRead } = await handle.read(text, 0, text.length, mark.length);
		const end = text.subarray(0, bytesRead).indexOf(10);
		if (end < 0) return fail("backup-damaged");
		const parsed = headSchema.safeParse(JSON.parse(text.subarray(0, end).toString("utf8")));
		return parsed.success ? ok({ ...parsed.data, at: mark.length + end + 1 }) : fail("backup-damaged");
	} catch (error) {
		if (error instanceof SyntaxError) return fail("backup-damaged");
		throw error;
	} finally {
		await handle.close();
	}
}

/** Takes the database out of a backup file and makes it durable, `to`, which is replaced. Problem `backup-damaged`: then what stands at `to` is worthless. */
export async function unpackDatabase(
	file: string,
	head: BackupHead & { at: number },
	to: string,
): Promise<Result<undefined>> {
	const sum = createHash("sha256");
	const handle = await open(to, "w", 0o600);
	let position = 0;
	let stored = "";
	const [from, until] = [head.at, head.at + head.bytes];
	try {
		for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
			const piece = chunk as Buffer;
			const summed = piece.subarray(0, Math.max(0, until - position));
			sum.update(summed);
			await writeAll(handle, summed.subarray(Math.max(0, from - position)));
			stored += piece
				.subarray(summed.length)
				.toString("latin1")
				.slice(0, sumLength + 1);
			position += piece.length;
		}
		await handle.sync();
	} finally {
		await handle.close();
	}
	return stored === sum.digest("hex") && position === until + sumLength ? ok() : fail("backup-damaged");
}

async function writeAll(handle: FileHandle, piece: Buffer): Promise<void> {
	for (let done = 0; done < piece.length; ) done += (await handle.write(piece, done)).bytesWritten;
}
