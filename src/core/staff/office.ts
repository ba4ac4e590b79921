import { copyFileSync, existsSync, readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Clock, fail, instant, type Log, ok, type Result } from "../ground/index.ts";
import { checkInBackground, openDatabase, readMeta, type Store, storageProblem, writeMeta } from "../storage/index.ts";

/** One open office: its database, its folder, its key. */
export interface Office {
	store: Store;
	practice: boolean;
	dataDir: string;
	/** 32 bytes; other keys are drawn from it. */
	dataKey: Buffer;
	/** Name of the file a damaged database was kept as, when that was found. */
	damagedKeptAs?: string;
}

export interface OfficePlace {
	dataDir: string;
	practice: boolean;
	migrationsDir: string;
	checkWorker?: string;
	clock: Clock;
	log: Log;
	/** Long-running hosts mark a clean end and check the file after an unclean one; a single command does neither. */
	watches: boolean;
}

export const databaseName = "outpost.db";
const weekMs = 7 * 24 * 60 * 60_000;

export function hasDatabase(dataDir: string): boolean {
	return existsSync(join(dataDir, databaseName));
}

/**
 * Opens the office's database with a key that is known to be right. A file that can't be read with it is damaged: it is put aside under
 * another name, and the problem `database-damaged` names it; an empty one is never put in its place.
 */
export function openOffice(place: OfficePlace, dataKey: Buffer, mayCreate: boolean): Result<Office> {
	const file = join(place.dataDir, databaseName);
	const kept = mayCreate ? undefined : keptAside(place.dataDir);
	if (kept && !comesBack(place, kept, dataKey)) return fail("database-damaged", { details: { keptAs: kept } });
	const before = fileNumber(file);
	const { migrationsDir, checkWorker: worker } = place;
	const opened = openDatabase({ file, key: dataKey, migrationsDir, mayCreate, worker });
	// Another process put a backup in its place meanwhile: this connection holds the one that was kept aside.
	if (opened.ok && !mayCreate && fileNumber(file) !== before) {
		opened.value.close();
		return fail("database-busy");
	}
	if (!opened.ok) {
		if (opened.problem.code !== "wrong-key-or-damaged") return opened;
		return fail("database-damaged", { details: { keptAs: putAside(file, place.clock, renameSync) } });
	}
	const store = opened.value;
	const office: Office = {
		store,
		practice: place.practice,
		dataDir: place.dataDir,
		dataKey,
	};
	try {
		if (place.watches) watchTheEnd(place, office, file);
	} catch (error) {
		return giveUp(place, office, error);
	}
	return ok(office);
}

function fileNumber(file: string): number | undefined {
	return statSync(file, { throwIfNoEntry: false })?.ino;
}

/** Tries a key and changes nothing. Problems `database-missing`, `wrong-key-or-damaged`, … */
export function keyFits(place: OfficePlace, dataKey: Buffer): Result<undefined> {
	const file = join(place.dataDir, databaseName);
	const opened = openDatabase({ file, key: dataKey, migrationsDir: place.migrationsDir, mayCreate: false });
	if (!opened.ok) return opened;
	opened.value.close();
	return ok();
}

/** Closes an office that opened and then could not be read. Damage is treated as at opening; a bug is thrown again. */
export function giveUp(place: OfficePlace, office: Office, error: unknown): Result<never> {
	office.store.close();
	const known = storageProblem(error);
	if (!known || known.ok) throw error;
	if (known.problem.code !== "wrong-key-or-damaged") return known;
	const keptAs = putAside(join(place.dataDir, databaseName), place.clock, renameSync);
	return fail("database-damaged", { details: { keptAs } });
}

function watchTheEnd(place: OfficePlace, office: Office, file: string): void {
	const { store } = office;
	const unclean = readMeta(store, "clean-end") === "no";
	const lastCheck = Date.parse(readMeta(store, "last-check") ?? "");
	writeMeta(store, "clean-end", "no");
	store.beforeClose(() => {
		try {
			writeMeta(store, "clean-end", "yes");
		} catch (error) {
			// A full disk must not keep the database from being closed; the next start checks it then.
			place.log.error("clean end not noted", error);
		}
	});
	const due = !(Math.abs(place.clock.nowMs() - lastCheck) < weekMs);
	if (!unclean && !due) return;
	checkInBackground({ file, key: office.dataKey, worker: place.checkWorker })
		.then((sound) => {
			if (sound === null || !store.isOpen()) return;
			if (sound) return writeMeta(store, "last-check", instant(place.clock));
			office.damagedKeptAs = putAside(file, place.clock, copyFileSync);
			place.log.error(`database damaged, copy kept as ${office.damagedKeptAs}`);
			store.announce({ type: "session" });
		})
		.catch((error) => place.log.error("check of the database", error));
}

/** Name of the newest damaged file that was put aside, where no database stands in its place. */
export function keptAside(dataDir: string): string | undefined {
	if (hasDatabase(dataDir) || !existsSync(dataDir)) return undefined;
	return readdirSync(dataDir)
		.filter((name) => name.startsWith(`${databaseName}.damaged-`) && !/-(wal|shm)$/.test(name))
		.sort()
		.at(-1);
}

/** A file that was put aside for want of its own keys is no damaged one: with them it opens, and goes back to its place. */
function comesBack(place: OfficePlace, kept: string, dataKey: Buffer): boolean {
	const file = join(place.dataDir, kept);
	const opened = openDatabase({ file, key: dataKey, migrationsDir: place.migrationsDir, mayCreate: false });
	if (!opened.ok) return false;
	opened.value.close();
	for (const tail of ["-wal", "-shm", ""])
		if (existsSync(file + tail)) renameSync(file + tail, join(place.dataDir, databaseName + tail));
	return true;
}

/** Keeps a damaged file, with what belongs to it, beside the data folder's others. Returns the name it is kept as. */
function putAside(file: string, clock: Clock, move: (from: string, to: string) => void): string {
	const keptAs = `${databaseName}.damaged-${instant(clock).replace(/[:.]/g, "-")}`;
	// The database first: its log must never be left to an older one.
	for (const tail of ["", "-wal", "-shm"]) {
		if (existsSync(file + tail)) move(file + tail, join(file, "..", keptAs + tail));
	}
	return keptAs;
}
