import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { readFile, statfs } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { type Clock, fail, instant, ok, type Result } from "../ground/index.ts";
import { databaseName, keyFileName, type Proven, proveSupervisor, readKeyFile } from "../staff/index.ts";
import { checkInBackground, openDatabase, storageProblem, writeMeta } from "../storage/index.ts";
import { type BackupHead, readBackupHead, unpackDatabase } from "./backup-file.ts";
import { copies } from "./daily-backup.ts";
import { type RestoredNote, restoredKey } from "./settle-restored.ts";

export interface RestorePlace {
	dataDir: string;
	migrationsDir: string;
	/** As `OpenOptions.checkWorker`. */
	checkWorker?: string;
	clock: Clock;
}

/** A backup that was found good, beside the database whose place it is to take. */
export interface StagedRestore {
	file: string;
	proven: Proven;
	/** When the backup was made. */
	madeAt: string;
}

/** What a backup consists of: one file of our own, or a daily copy with the keys that lie beside it. */
type Source = { file: string; madeAt: string; keys: string | null; packed: (BackupHead & { at: number }) | null };

function stagedName(dataDir: string): string {
	return join(dataDir, `${databaseName}.restoring`);
}

/** Takes away what was laid out, also by a restore that was cut off. */
export function unstage(dataDir: string): void {
	for (const tail of ["", "-wal", "-shm"]) rmSync(stagedName(dataDir) + tail, { force: true });
}

/**
 * Finds a backup good, puts it beside the present database, and changes nothing else. `file`: an absolute path, or the name of a daily copy.
 * Problems: `path-not-whole`, `backup-not-found`, `backup-damaged`, `backup-of-another-office`, `backup-without-keys`, `backup-no-room`,
 * `database-too-new`, those of `proveSupervisor`, those of the disk.
 */
export async function stageRestore(
	place: RestorePlace,
	input: { file: string; name: string; pin: string },
): Promise<Result<StagedRestore>> {
	const { dataDir } = place;
	const folder = join(dataDir, "backups");
	const file = copies(folder).includes(input.file) ? join(folder, input.file) : input.file;
	if (!isAbsolute(file)) return fail("path-not-whole", { field: "file" });
	const source = await readSource(file);
	if (!source.ok) return source;
	const proven = await proveSupervisor(dataDir, source.value.keys, input.name, input.pin);
	if (!proven.ok) return proven;
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const room = await statfs(dataDir);
	if (room.bavail * room.bsize < statSync(file).size * 1.2) return fail("backup-no-room");

	const staged = stagedName(dataDir);
	const { madeAt } = source.value;
	const good = await layOut(place, source.value, staged, proven.value, { madeAt, by: shownBy(proven.value) }).catch(
		(error: unknown) => {
			const known = storageProblem(error);
			if (!known) throw error;
			return known;
		},
	);
	if (!good.ok) {
		unstage(dataDir);
		return good;
	}
	return ok({ file: staged, proven: proven.value, madeAt });
}

async function readSource(file: string): Promise<Result<Source>> {
	try {
		if (!statSync(file).isFile()) return fail("backup-not-found", { field: "file" });
		const head = await readBackupHead(file);
		if (!head.ok) return head;
		if (head.value) return ok({ file, packed: head.value, madeAt: head.value.madeAt, keys: head.value.keys });
		const beside = join(dirname(file), keyFileName);
		const keys = existsSync(beside) ? await readFile(beside, "utf8") : null;
		return ok({ file, packed: null, madeAt: statSync(file).mtime.toISOString(), keys });
	} catch (error) {
		// Whatever stands there, nobody can read it.
		if (error instanceof Error && "code" in error) return fail("backup-not-found", { field: "file" });
		throw error;
	}
}

async function layOut(
	place: RestorePlace,
	source: Source,
	staged: string,
	{ dataKey, fromBackup }: Proven,
	note: RestoredNote,
): Promise<Result<undefined>> {
	unstage(place.dataDir);
	if (source.packed) {
		const unpacked = await unpackDatabase(source.file, source.packed, staged);
		if (!unpacked.ok) return unpacked;
	} else copyFileSync(source.file, staged);
	const opened = openDatabase({ file: staged, key: dataKey, migrationsDir: place.migrationsDir, mayCreate: false });
	if (!opened.ok) {
		if (opened.problem.code !== "wrong-key-or-damaged") return opened;
		const isForeign = !fromBackup && (source.packed !== null || !sharesStaff(place.dataDir, source.keys));
		return fail(isForeign ? "backup-of-another-office" : "backup-damaged");
	}
	opened.value.write(() => writeMeta(opened.value, restoredKey, JSON.stringify(note)));
	opened.value.close();
	const sound = await checkInBackground({ file: staged, key: dataKey, worker: place.checkWorker });
	// An empty log, which the reader made; beside another database it would be taken for that one's.
	for (const tail of ["-wal", "-shm"]) rmSync(staged + tail, { force: true });
	return sound === true ? ok() : fail("backup-damaged");
}

/** Do the keys beside a copy know anybody of this office? A copy whose sum nobody noted says no more by itself. */
function sharesStaff(dataDir: string, keys: string | null): boolean {
	const here = readKeyFile(dataDir);
	return here.ok && here.value.staff.some(({ id }) => keys?.includes(id) ?? true);
}

function shownBy({ member }: Proven): RestoredNote["by"] {
	return { id: member.id, name: member.name, role: member.role };
}

/** Name under which what stood here before is kept. */
export function asideName(name: string, clock: Clock): string {
	return `${name}.before-restore-${instant(clock).replace(/[:.]/g, "-")}`;
}
