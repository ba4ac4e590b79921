import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { recordAudit } from "../audit/index.ts";
import { type Clock, fail, instant, isAlive, type Log, ok, type Result } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import { copyInBackground, readMeta, syncFolder, writeMeta } from "../storage/index.ts";
import type { DailyCopy } from "./api.ts";

/** What is backed up, and where the copies go: `backups/` in the data folder. */
export interface BackedUp {
	store: Store;
	dataDir: string;
	/** 32 bytes. */
	dataKey: Buffer;
	practice: boolean;
}

export interface BackupTools {
	clock: Clock;
	log: Log;
	/** As `OpenOptions.checkWorker`. */
	checkWorker?: string;
	/** Name of the database in the data folder. */
	databaseName: string;
}

const dayMs = 24 * 60 * 60_000;
const lookMs = 30 * 60_000;
const kept = 7;
const copyName = /^office-(\d{6})-\d{4}-\d{2}-\d{2}\.db$/;

/** Makes a backup a day while this process runs; looks every half hour. Returns the way to stop. */
export function keepDailyBackups(office: BackedUp, tools: BackupTools): () => void {
	if (office.practice) return () => {};
	const look = () => {
		runDailyBackup(office, tools).then(
			(made) => !made.ok && tools.log.warn(`backup: ${made.problem.code}`),
			(error) => tools.log.error("backup", error),
		);
	};
	const timer = setInterval(look, lookMs);
	timer.unref();
	look();
	return () => clearInterval(timer);
}

/**
 * Makes today's backup where it is due, or one `now`, such as before a large import: a whole encrypted copy, read through before it counts, the newest seven kept. Returns the file's
 * name, or null where none is due. Problems: `backup-no-room`, `copy-damaged` and those of the driver. An earlier good copy is never lost by it.
 */
export async function runDailyBackup(
	office: BackedUp,
	tools: BackupTools,
	when: "due" | "now" = "due",
): Promise<Result<string | null>> {
	const { store, dataDir } = office;
	if (office.practice || (when === "due" && !claim(store, tools.clock))) return ok(null);
	const file = join(dataDir, tools.databaseName);
	const folder = join(dataDir, "backups");
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const room = await statfs(folder);
	if (room.bavail * room.bsize < sizeOf(file) * 1.2) return fail("backup-no-room");

	sweepUnfinished(folder);
	const name = nextName(folder, instant(tools.clock));
	const part = join(folder, `${name}.${process.pid}.part`);
	const copied = await copyInBackground({ file, key: office.dataKey, worker: tools.checkWorker, copyTo: part });
	if (!copied.ok) return copied;
	renameSync(part, join(folder, name));
	// Without a wrap of the key the copy could never be opened, were the data folder lost.
	copyFileSync(join(dataDir, "keys.json"), join(folder, "keys.json"));
	syncFolder(folder);
	for (const old of copies(folder).slice(kept)) rmSync(join(folder, old), { force: true });
	if (!store.isOpen()) return ok(name);
	store.write(() => {
		writeMeta(store, "last-backup", instant(tools.clock));
		recordAudit(
			{ store, clock: tools.clock, staff: null },
			{ action: "backup.made", details: { kept: copies(folder).length } },
		);
		store.announce({ type: "changed", topics: ["settings"] });
	});
	return ok(name);
}

/** When the last good copy was made, the daily one or one that somebody saved; null where there is none. */
export function lastBackupAt(store: Store): string | null {
	const newest = Math.max(
		...["last-backup", "last-saved-backup"].map((key) => Date.parse(readMeta(store, key) ?? "") || 0),
	);
	return newest > 0 ? new Date(newest).toISOString() : null;
}

/** The daily copies of a data folder, newest first, as a person sees them. */
export function dailyCopies(dataDir: string): DailyCopy[] {
	const folder = join(dataDir, "backups");
	return copies(folder).flatMap((name) => {
		const there = statSync(join(folder, name), { throwIfNoEntry: false });
		return there ? [{ name, madeAt: there.mtime.toISOString(), bytes: there.size }] : [];
	});
}

/** Copies in the folder, the newest first: by their number, since a clock may have been wrong. */
export function copies(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => copyName.test(name))
		.sort()
		.reverse();
}

/** Whether this process is to make one now. Of two that look at the same moment one is; a failed try rests until the next look. */
function claim(store: Store, clock: Clock): boolean {
	return store.write(() => {
		const now = clock.nowMs();
		const age = (key: string) => Math.abs(now - Date.parse(readMeta(store, key) ?? ""));
		if (age("last-backup") < dayMs || age("backup-tried") < lookMs - 60_000) return false;
		writeMeta(store, "backup-tried", instant(clock));
		return true;
	});
}

function nextName(folder: string, at: string): string {
	const last = Number(copyName.exec(copies(folder)[0] ?? "")?.[1] ?? 0);
	return `office-${String(last + 1).padStart(6, "0")}-${at.slice(0, 10)}.db`;
}

/** What a crash left half written. A part of a living process is younger than an hour. */
function sweepUnfinished(folder: string): void {
	for (const name of readdirSync(folder)) {
		const pid = Number(/\.(\d+)\.part/.exec(name)?.[1] ?? 0);
		if (pid > 0 && (pid === process.pid || !isAlive(pid))) rmSync(join(folder, name), { force: true });
	}
}

function sizeOf(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
