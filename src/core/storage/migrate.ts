import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { fail, ok, type Result } from "../ground/index.ts";

interface Step {
	number: number;
	sql: string;
	/** Of the SQL with plain line ends, so that a checkout on Windows has the same. */
	hash: string;
}

/**
 * Applies the SQL steps of `drizzle/` that this database has not seen, all in one transaction. Steps are only ever added;
 * the file name's number is the schema's version, kept in `user_version`, and what each step said is remembered by its hash.
 * Problems: `database-too-new`; `database-of-another-build`, where a step that was applied said something else.
 */
export function migrate(sqlite: Database.Database, migrationsDir: string): Result<undefined> {
	const steps = readSteps(migrationsDir);
	const newest = steps.at(-1)?.number ?? 0;
	const version = () => Number(sqlite.pragma("user_version", { simple: true }));
	if (version() > newest) return fail("database-too-new", { details: { database: version(), app: newest } });
	if (version() === newest) return checkApplied(sqlite, steps);

	sqlite.exec("BEGIN IMMEDIATE");
	try {
		// Read again: another process may have brought it up while this one waited for the lock.
		const from = version();
		sqlite.exec("CREATE TABLE IF NOT EXISTS schema_step (number INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT");
		for (const step of steps.filter(({ number }) => number > from)) {
			sqlite.exec(step.sql);
			sqlite.prepare("INSERT INTO schema_step (number, hash) VALUES (?, ?)").run(step.number, step.hash);
			sqlite.pragma(`user_version = ${step.number}`);
		}
		const applied = checkApplied(sqlite, steps);
		sqlite.exec(applied.ok ? "COMMIT" : "ROLLBACK");
		return applied;
	} catch (error) {
		if (sqlite.inTransaction) sqlite.exec("ROLLBACK");
		throw error;
	}
}

function readSteps(migrationsDir: string): Step[] {
	return readdirSync(migrationsDir)
		.filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
		.sort()
		.map((name) => {
			const sql = readFileSync(join(migrationsDir, name), "utf8").replaceAll("\r\n", "\n");
			return { number: Number(name.slice(0, 4)), sql, hash: createHash("sha256").update(sql).digest("hex") };
		});
}

function checkApplied(sqlite: Database.Database, steps: readonly Step[]): Result<undefined> {
	const applied = sqlite.prepare("SELECT number, hash FROM schema_step").all() as { number: number; hash: string }[];
	const known = new Map(applied.map(({ number, hash }) => [number, hash]));
	const other = steps.find(({ number, hash }) => known.get(number) !== hash);
	return other ? fail("database-of-another-build", { details: { step: other.number } }) : ok();
}
