import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../storage/index.ts";

const folder = mkdtempSync(join(tmpdir(), "outpost-earlier-"));

function opened(migrationsDir: string) {
	const file = join(folder, "office.db");
	const database = openDatabase({ file, key: Buffer.alloc(32, 7), migrationsDir, mayCreate: true });
	if (!database.ok) throw new Error(database.problem.code);
	return database.value;
}

test("rows that were written before the revision found was kept know it by what they wrote; a failure keeps its code", () => {
	const earlier = join(folder, "steps");
	for (const step of readdirSync("drizzle").filter((name) => name < "0027"))
		cpSync(join("drizzle", step), join(earlier, step));
	const before = opened(earlier);
	const batch = before.prepare(
		`INSERT INTO import_batch (seq, id, project_id, kind, state, file_name, sha256, plan, header, created_at)
		 VALUES (?, ?, 'p', ?, 'done', 'a.csv', '', '{}', '[]', '')`,
	);
	batch.run(1, "cases", "cases");
	batch.run(2, "workers", "workers");
	const row = before.prepare(
		`INSERT INTO import_row (batch, row, cells, verdict, target, outcome, failure, revision, before)
		 VALUES (?, ?, '[]', 'update', 'x', ?, ?, 9, ?)`,
	);
	const pairs = (...some: [string, string][]) => JSON.stringify(some);
	row.run(1, 2, "updated", null, pairs(["name", "Old"]));
	row.run(1, 3, "updated", null, pairs(["name", "Old"], ["close", ""]));
	row.run(1, 4, "updated", null, pairs(["close", "yes"]));
	row.run(1, 5, "new", null, null);
	row.run(1, 6, "failed", "case-not-found", null);
	row.run(2, 2, "updated", null, pairs(["first_name", "Asha"], ["last_name", ""]));
	row.run(2, 3, "updated", null, pairs(["phone", "1"], ["phone", "2"], ["phone", "2"]));
	row.run(2, 4, "updated", null, pairs(["email", ""], ["phone", "1"]));
	before
		.prepare(
			`INSERT INTO import_tally (batch, verdict, would, decision, outcome, undone, rows)
			 SELECT batch, verdict, '', '', outcome, '', count(*) FROM import_row GROUP BY batch, verdict, outcome`,
		)
		.run();
	before.close();
	const after = opened("drizzle");
	const rows = after.prepare<{ found: number | null }>(
		"SELECT found_revision found FROM import_row ORDER BY batch, row",
	);
	expect(rows.all().map(({ found }) => found)).toEqual([8, 7, 8, null, null, 8, 7, 7]);
	const failed = after.prepare<{ failure: string }>("SELECT failure FROM import_row WHERE outcome = 'failed'").get();
	expect(JSON.parse(failed?.failure ?? "")).toEqual({ code: "case-not-found" });
	after.close();
	rmSync(folder, { recursive: true, force: true });
});
