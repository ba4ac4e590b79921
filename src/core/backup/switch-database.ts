import { copyFileSync, existsSync, linkSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Clock, Result } from "../ground/index.ts";
import { databaseName, keyFileName, readKeyFile, withKeyLock, writeKeyFile } from "../staff/index.ts";
import { holdAlone, syncFolder } from "../storage/index.ts";
import { asideName, type StagedRestore } from "./stage-restore.ts";

/**
 * Puts a staged backup in the place of the database, which is kept under another name. The stops' journal stays where it is, and so do the
 * keys where this folder has them: PINs are those of today. Returns that name, null where there was no database. Problem: `office-in-use`.
 */
export function switchDatabase(dataDir: string, staged: StagedRestore, clock: Clock): Result<string | null> {
	const { keys, fromBackup, dataKey } = staged.proven;
	const file = join(dataDir, databaseName);
	return holdAlone(file, dataKey, () =>
		withKeyLock(dataDir, () => {
			const keptAs = existsSync(file) ? asideName(databaseName, clock) : null;
			if (fromBackup) {
				putKeysAside(dataDir, clock);
				writeKeyFile(dataDir, { ...keys, complete: false });
			}
			if (keptAs) {
				keep(file, join(dataDir, keptAs));
				for (const tail of ["-wal", "-shm"])
					if (existsSync(file + tail)) renameSync(file + tail, join(dataDir, keptAs + tail));
			}
			renameSync(staged.file, file);
			syncFolder(dataDir);
			if (fromBackup) writeKeyFile(dataDir, { ...keys, complete: true });
			return keptAs;
		}),
	);
}

/** As a second name of the same file, so that at no moment there is no database; where the disk knows no such thing, as a copy. */
function keep(file: string, as: string): void {
	try {
		linkSync(file, as);
	} catch {
		copyFileSync(file, as);
	}
}

function putKeysAside(dataDir: string, clock: Clock): void {
	const keys = readKeyFile(dataDir);
	if (!keys.ok && keys.problem.code === "keys-damaged")
		renameSync(join(dataDir, keyFileName), join(dataDir, asideName(keyFileName, clock)));
}
