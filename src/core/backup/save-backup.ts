import { accessSync, constants, renameSync, rmSync, statSync } from "node:fs";
import { readFile, statfs } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, newId, ok, type Result } from "../ground/index.ts";
import { databaseName, keyFileName, type Office } from "../staff/index.ts";
import { copyInBackground, storageProblem, syncFolder, writeMeta } from "../storage/index.ts";
import { readBackupHead, unpackDatabase, writeBackupFile } from "./backup-file.ts";

export interface SavedBackup {
	file: string;
	madeAt: string;
	bytes: number;
}

/**
 * Writes the whole office into one encrypted file at `file` (an absolute path), reads it back, and only then puts it in the place of an earlier
 * backup of that name. Another kind of file is never replaced. Problems: `not-in-practice`, `path-not-whole`, `backup-place-unusable`,
 * `backup-in-the-way`, `backup-no-room`, `copy-damaged`, those of the disk.
 */
export async function saveBackup(
	acting: Acting & { office: Office },
	file: string,
	checkWorker: string | undefined,
): Promise<Result<SavedBackup>> {
	const { store, office, clock } = acting;
	if (office.practice) return fail("not-in-practice");
	if (!isAbsolute(file)) return fail("path-not-whole", { field: "file" });
	const free = await placeFor(file);
	if (!free.ok) return free;
	const folder = dirname(file);
	const database = join(office.dataDir, databaseName);
	const room = await statfs(folder);
	if (room.bavail * room.bsize < (statSync(database, { throwIfNoEntry: false })?.size ?? 0) * 2.2)
		return fail("backup-no-room");

	// Beside its place, so that a rename is all that is left to do at the end.
	const work = join(folder, `.outpost-${newId()}`);
	const [copy, part] = [`${work}.copy`, `${work}.part`];
	const madeAt = instant(clock);
	try {
		const copied = await copyInBackground({ file: database, key: office.dataKey, worker: checkWorker, copyTo: copy });
		if (!copied.ok) return copied;
		const bytes = statSync(copy).size;
		const keys = await readFile(join(office.dataDir, keyFileName), "utf8");
		await writeBackupFile(part, { madeAt, keys }, copy, bytes);
		const head = await readBackupHead(part);
		const whole = head.ok && head.value ? await unpackDatabase(part, head.value, copy) : fail("backup-damaged");
		if (!whole.ok) return fail("copy-damaged");
		renameSync(part, file);
		syncFolder(folder);
	} finally {
		for (const left of [copy, part]) rmSync(left, { force: true });
	}
	store.write(() => {
		writeMeta(store, "last-saved-backup", madeAt);
		recordAudit(acting, { action: "backup.saved" });
	});
	store.announce({ type: "changed", topics: ["settings"] });
	return ok({ file, madeAt, bytes: statSync(file).size });
}

async function placeFor(file: string): Promise<Result<undefined>> {
	try {
		accessSync(dirname(file), constants.W_OK);
		const there = statSync(file, { throwIfNoEntry: false });
		if (!there) return ok();
		const head = there.isFile() ? await readBackupHead(file) : ok(null);
		// A damaged backup of ours begins with our mark and may go.
		return !head.ok || head.value ? ok() : fail("backup-in-the-way", { field: "file" });
	} catch (error) {
		if (storageProblem(error) || isMissing(error)) return fail("backup-place-unusable", { field: "file" });
		throw error;
	}
}

function isMissing(error: unknown): boolean {
	return ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes((error as NodeJS.ErrnoException).code ?? "");
}
