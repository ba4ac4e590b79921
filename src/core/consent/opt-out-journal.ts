import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { secretBytes } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";

/** One STOP or START. */
export interface JournalLine {
	digits: string;
	optedOut: boolean;
	at: string;
	/** False where a START is not taken. */
	mayStartAgain?: boolean;
}

export interface OptOutJournal {
	/** Writes and syncs one line; called before the database commits it, so the journal never knows less. */
	append(line: JournalLine): void;
}

/**
 * The journal of stops beside the database (reliability I4): restoring an older backup must not bring anybody back. Each line is
 * sealed on its own (AES-256-GCM, key drawn from the data key), so that a torn line costs only itself.
 */
export function openJournal(file: string, dataKey: Buffer): OptOutJournal & { read(): JournalLine[] } {
	const key = Buffer.from(hkdfSync("sha256", dataKey, Buffer.alloc(0), "outpost opt-out journal", 32));
	return {
		append(line) {
			const nonce = secretBytes(12);
			const cipher = createCipheriv("aes-256-gcm", key, nonce);
			const sealed = Buffer.concat([
				nonce,
				cipher.update(JSON.stringify(line), "utf8"),
				cipher.final(),
				cipher.getAuthTag(),
			]);
			const handle = openSync(file, "a", 0o600);
			try {
				// A line break before and after: whatever a crash left unfinished ends here.
				writeSync(handle, `\n${sealed.toString("base64")}\n`);
				fsyncSync(handle);
			} finally {
				closeSync(handle);
			}
		},
		read() {
			if (!existsSync(file)) return [];
			return readFileSync(file, "utf8")
				.split("\n")
				.flatMap((text) => unseal(key, text));
		},
	};
}

function unseal(key: Buffer, text: string): JournalLine[] {
	const bytes = Buffer.from(text, "base64");
	if (bytes.length < 29) return [];
	try {
		const opening = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
		opening.setAuthTag(bytes.subarray(-16));
		const line: unknown = JSON.parse(
			Buffer.concat([opening.update(bytes.subarray(12, -16)), opening.final()]).toString("utf8"),
		);
		return isLine(line) ? [line] : [];
	} catch {
		return [];
	}
}

function isLine(line: unknown): line is JournalLine {
	if (typeof line !== "object" || line === null) return false;
	return (
		"digits" in line &&
		typeof line.digits === "string" &&
		"optedOut" in line &&
		typeof line.optedOut === "boolean" &&
		"at" in line &&
		typeof line.at === "string"
	);
}

/**
 * At every opening: what the journal knows and the database doesn't (an older backup was restored) is put in force; what the
 * database knows and the journal doesn't (the journal was lost) is written there again. Returns how many numbers were stopped again.
 */
export function replayJournal(store: Store, journal: ReturnType<typeof openJournal>): number {
	const newest = new Map(journal.read().map((line) => [line.digits, line]));
	return store.write(() => {
		let stopped = 0;
		for (const line of newest.values()) {
			const known = store
				.prepare<{ opted_out: number; may_start_again: number }>(
					"SELECT opted_out, may_start_again FROM opt_out WHERE digits = ?",
				)
				.get(line.digits);
			const mayStart = line.mayStartAgain === false ? 0 : 1;
			if ((known?.opted_out === 1) === line.optedOut && (known?.may_start_again ?? 1) === mayStart) continue;
			store
				.prepare(
					`INSERT INTO opt_out (digits, opted_out, may_start_again, last_out_at, last_in_at) VALUES (:digits, :out, :mayStart, :outAt, :inAt)
					 ON CONFLICT (digits) DO UPDATE SET opted_out = excluded.opted_out, may_start_again = excluded.may_start_again, last_out_at = COALESCE(excluded.last_out_at, last_out_at),
					 last_in_at = COALESCE(excluded.last_in_at, last_in_at)`,
				)
				.run({
					digits: line.digits,
					out: line.optedOut ? 1 : 0,
					mayStart,
					outAt: line.optedOut ? line.at : null,
					inAt: line.optedOut ? null : line.at,
				});
			if (line.optedOut) stopped++;
		}
		for (const row of store
			.prepare<{ digits: string; opted_out: number; may_start_again: number; at: string | null }>(
				"SELECT digits, opted_out, may_start_again, COALESCE(last_out_at, last_in_at) at FROM opt_out",
			)
			.all()) {
			if (!newest.has(row.digits))
				journal.append({
					digits: row.digits,
					optedOut: row.opted_out === 1,
					at: row.at ?? "",
					...(row.may_start_again === 1 ? {} : { mayStartAgain: false }),
				});
		}
		return stopped;
	});
}
