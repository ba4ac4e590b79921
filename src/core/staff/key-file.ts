import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fail, isAlive, ok, type Result, systemClock } from "../ground/index.ts";
import { syncFolder } from "../storage/index.ts";
import { roleSchema } from "./api.ts";
import { triesSchema } from "./try-delay.ts";
import { wrapSchema } from "./wrap-key.ts";

const staffKey = z.object({
	id: z.string(),
	name: z.string(),
	role: roleSchema,
	/** The role that the wrap is bound to, where a supervisor has changed it since; until the next PIN. */
	wrappedAs: roleSchema.optional(),
	active: z.boolean(),
	language: z.string(),
	wrap: wrapSchema,
	tries: triesSchema,
});

const keyFile = z.object({
	version: z.literal(1),
	/** Names stand here in the clear: the sign-in screen shows them before anything can be opened. */
	staff: z.array(staffKey),
	recovery: z.object({ wrap: wrapSchema, tries: triesSchema }).nullable(),
	/** Only in the practice office, where nothing is real: the key itself, base64. */
	practiceKey: z.string().nullable(),
	/** False until the database that belongs to the key has been made; such a set-up is begun again. */
	complete: z.boolean(),
});
export type KeyFile = z.infer<typeof keyFile>;
export type StaffKey = z.infer<typeof staffKey>;

export const keyFileName = "keys.json";

export function hasKeyFile(dataDir: string): boolean {
	return existsSync(join(dataDir, keyFileName));
}

/** Problems `keys-missing`, `keys-damaged`. */
export function readKeyFile(dataDir: string): Result<KeyFile> {
	let text: string;
	try {
		text = readFileSync(join(dataDir, keyFileName), "utf8");
	} catch {
		return fail("keys-missing");
	}
	return parseKeyFile(text);
}

/** Problem `keys-damaged`. */
export function parseKeyFile(text: string): Result<KeyFile> {
	try {
		const parsed = keyFile.safeParse(JSON.parse(text));
		return parsed.success ? ok(parsed.data) : fail("keys-damaged");
	} catch {
		return fail("keys-damaged");
	}
}

/** Replaces the key file as a whole: the old one or the new one stands there, also after a power cut. Throws what the file system says. */
export function writeKeyFile(dataDir: string, keys: KeyFile): void {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const file = join(dataDir, keyFileName);
	const next = `${file}.${process.pid}.new`;
	const handle = openSync(next, "w", 0o600);
	try {
		writeSync(handle, `${JSON.stringify(keys, null, "\t")}\n`);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
	renameSync(next, file);
	syncFolder(dataDir);
}

/**
 * Reads, changes and writes the key file with no other process in between. `change` returns what to write, or null to leave it.
 * Problems: as reading.
 */
export function changeKeyFile(dataDir: string, change: (keys: KeyFile) => KeyFile | null): Result<KeyFile> {
	return withKeyLock(dataDir, () => {
		const keys = readKeyFile(dataDir);
		if (!keys.ok) return keys;
		const next = change(keys.value);
		if (next) writeKeyFile(dataDir, next);
		return ok(next ?? keys.value);
	});
}

const lockWaitMs = 3_000;
const staleAfterMs = 10_000;

/** Runs `work` while no other process changes the key file. */
export function withKeyLock<T>(dataDir: string, work: () => T): T {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const lock = join(dataDir, "keys.lock");
	const until = systemClock.upMs() + lockWaitMs;
	for (;;) {
		try {
			const handle = openSync(lock, "wx", 0o600);
			writeSync(handle, String(process.pid));
			closeSync(handle);
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
			// Whoever died with the lock in hand must not lock the office out.
			if (systemClock.upMs() > until || lockAgeMs(lock) > staleAfterMs || isOrphaned(lock))
				rmSync(lock, { force: true });
			else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 15);
		}
	}
	try {
		return work();
	} finally {
		rmSync(lock, { force: true });
	}
}

/** True where the process that took it is known to be gone. */
function isOrphaned(lock: string): boolean {
	try {
		const pid = Number(readFileSync(lock, "utf8"));
		return pid > 0 && !isAlive(pid);
	} catch {
		return false;
	}
}

function lockAgeMs(lock: string): number {
	try {
		return Math.abs(systemClock.nowMs() - statSync(lock).mtimeMs);
	} catch {
		return 0;
	}
}
