import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { fail, ok, type Result } from "../ground/index.ts";

/**
 * Applies the SQL steps of `drizzle/` that this database has not seen, all in one transaction. Steps are only ever added;
 * the file name's number is the schema's version, kept in `user_version`. A newer database is refused, not touched.
 */
export function migrate(sqlite: Database.Database, migrationsDir: string): Result<undefined> {
	const steps = readdirSync(migrationsDir)
		.filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
		.sort();
	const newest = Number(steps.at(-1)?.slice(0, 4) ?? 0);
	const version = () => Number(sqlite.pragma("user_version", { simple: true }));
	if (version() > newest) return fail("database-too-new", { details: { database: version(), app: newest } });
	if (version() === newest) return ok();

	sqlite.exec("BEGIN IMMEDIATE");
	try {
		// Read again: another process may have brought it up while this one waited for the lock.
		const from = version();
		for (const step of steps) {
			const number = Number(step.slice(0, 4));
			if (number <= from) continue;
			sqlite.exec(readFileSync(join(migrationsDir, step), "utf8"));
			sqlite.pragma(`user_version = ${number}`);
		}
		sqlite.exec("COMMIT");
	} catch (error) {
		if (sqlite.inTransaction) sqlite.exec("ROLLBACK");
		throw error;
	}
	return ok();
}
