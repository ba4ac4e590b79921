import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Store } from "../core/storage/index.ts";

/** A new database after all its steps, in a folder of its own; for what needs no office around it. */
export function openTestStore(): { store: Store; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), "outpost-store-"));
	const opened = openDatabase({
		file: join(folder, "office.db"),
		key: Buffer.alloc(32, 7),
		migrationsDir: "drizzle",
		mayCreate: true,
	});
	if (!opened.ok) throw new Error(opened.problem.code);
	const store = opened.value;
	return {
		store,
		remove() {
			store.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
