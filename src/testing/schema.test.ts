import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Store } from "../core/storage/index.ts";
import { projectRoot } from "./walls/source-facts.ts";

const migrationsDir = join(projectRoot, "drizzle");
const folder = mkdtempSync(join(tmpdir(), "outpost-schema-"));
let store: Store;

/** Foreign keys to rows that nothing ever deletes, where an index would only cost. */
const neverDeleted = ["consent_event.statement_id", "survey_run.survey_id"];

beforeAll(() => {
	const opened = openDatabase({
		file: join(folder, "office.db"),
		key: Buffer.alloc(32, 7),
		migrationsDir,
		mayCreate: true,
	});
	if (!opened.ok) throw new Error(opened.problem.code);
	store = opened.value;
});
afterAll(() => {
	store.close();
	rmSync(folder, { recursive: true, force: true });
});

describe("the database after all its steps", () => {
	it("has steps with a number each, none twice, none left out", () => {
		const steps = readdirSync(migrationsDir).sort();
		for (const step of steps) expect(step).toMatch(/^\d{4}-[a-z0-9-]+\.sql$/);
		expect(steps.map((step) => Number(step.slice(0, 4)))).toEqual(steps.map((_, index) => index + 1));
	});
	it("has STRICT tables only", () => {
		const loose = store
			.prepare<{ name: string; strict: number; type: string }>("PRAGMA table_list")
			.all()
			.filter(({ name, type, strict }) => type === "table" && strict === 0 && !name.startsWith("sqlite_"));
		expect(loose.map(({ name }) => name)).toEqual([]);
	});
	it("keeps phone numbers as text", () => {
		const numbers = store
			.prepare<{ holder: string; name: string; type: string }>(
				`SELECT t.name AS holder, c.name, c.type FROM pragma_table_list t JOIN pragma_table_info(t.name) c
				WHERE t.type = 'table' AND c.name IN ('digits', 'phone', 'peer', 'from_digits', 'to_digits', 'reply_to')`,
			)
			.all();
		expect(numbers.length).toBeGreaterThan(0);
		expect(numbers.filter(({ type }) => type !== "TEXT")).toEqual([]);
	});
	it("has an index for every foreign key, so that a delete does not read whole tables", () => {
		const keys = store
			.prepare<{ holder: string; column: string }>(
				`SELECT t.name AS holder, f."from" AS "column" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
				WHERE t.type = 'table' AND f.seq = 0`,
			)
			.all();
		const bare = keys.filter(({ holder, column }) => {
			const plan = store
				.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT 1 FROM "${holder}" WHERE "${column}" = 1`)
				.all();
			return plan.some(({ detail }) => detail.startsWith("SCAN"));
		});
		const names = bare.map(({ holder, column }) => `${holder}.${column}`);
		expect(names.filter((name) => !neverDeleted.includes(name))).toEqual([]);
	});
	it("says nothing in SQL that would weaken durability", () => {
		for (const step of readdirSync(migrationsDir)) {
			expect(readFileSync(join(migrationsDir, step), "utf8")).not.toMatch(
				/PRAGMA\s+(synchronous|journal_mode|foreign_keys)/i,
			);
		}
	});
	it("has every table, column, index and trigger of the committed snapshot, and no other", () => {
		const file = join(projectRoot, "src/testing/schema-snapshot.txt");
		const now = schemaLines();
		if (process.env.OUTPOST_WRITE_SNAPSHOT) writeFileSync(file, `${now.join("\n")}\n`);
		const before = readFileSync(file, "utf8").trimEnd().split("\n");
		// What was there once must stay: a database of a released version is opened by every later one.
		expect(before.filter((line) => !now.includes(line))).toEqual([]);
		// What is new belongs into the snapshot: OUTPOST_WRITE_SNAPSHOT=1 npm run unit -- src/testing/schema.test.ts
		expect(now.filter((line) => !before.includes(line))).toEqual([]);
	});
});

function schemaLines(): string[] {
	const columns = store
		.prepare<{ line: string }>(
			`SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' not null' ELSE '' END line
			FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`,
		)
		.all();
	const others = store
		.prepare<{ line: string }>(
			"SELECT type || ' ' || name || ' ' || sql line FROM sqlite_master WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL",
		)
		.all();
	return [...columns, ...others].map(({ line }) => line.replace(/\s+/g, " ").trim()).sort();
}
