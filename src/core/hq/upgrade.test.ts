import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openDatabase } from "../storage/index.ts";

const folder = mkdtempSync(join(tmpdir(), "outpost-hq-upgrade-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(migrationsDir: string) {
	const opened = openDatabase({
		file: join(folder, "office.db"),
		key: Buffer.alloc(32, 7),
		migrationsDir,
		mayCreate: true,
	});
	if (!opened.ok) throw new Error(opened.problem.code);
	return opened.value;
}

test("what waited, was on its way or was parked in an office of an earlier build is there after its upgrade, a form with the same bytes", () => {
	const steps = join(folder, "steps");
	cpSync("drizzle", steps, { recursive: true });
	const all = readdirSync(steps);
	const from = all.find((name) => name.endsWith("-hq-in-order.sql")) ?? "";
	for (const step of all.filter((name) => name >= from)) rmSync(join(steps, step));
	const before = open(steps);
	for (const sql of [
		`INSERT INTO hq_contact (kind, contact_id, project_id, hq_id, there, queued) VALUES
		 ('case', 'zuri', 'p', 'zuri', '{"@name":"Zuri"}', '{"@name":"Zuri"}'),
		 ('case', 'amina', 'p', 'amina', NULL, '{"@name":"Amina","step":"1"}'), ('worker', 'juma', 'p', NULL, NULL, '{"email":"j"}')`,
		"INSERT INTO hq_line (project_id, place) VALUES ('p', 'https://hq.example p')",
		`INSERT INTO hq_form (seq, id, project_id, body, errors) VALUES (4, 'form', 'p', '<data/>', 1)`,
		`INSERT INTO hq_item (id, project_id, kind, contact_id, change, sets, made_at, state, form_id, problem) VALUES
		 (7, 'p', 'case', 'amina', 'create', '{"@name":"Amina"}', 't', 'formed', 'form', NULL),
		 (8, 'p', 'case', 'amina', 'update', '{"step":"1"}', 't', 'waiting', NULL, NULL),
		 (9, 'p', 'worker', 'juma', 'create', '{"email":"j"}', 't', 'parked', NULL, 'hq-refused')`,
	])
		before.prepare(sql).run();
	before.close();

	const after = open("drizzle");
	expect(
		after
			.prepare("SELECT contact_id id, hq_id, there, coalesce(queued, there) queued FROM hq_contact ORDER BY number")
			.all(),
	).toEqual([
		{ id: "zuri", hq_id: "zuri", there: '{"@name":"Zuri"}', queued: '{"@name":"Zuri"}' },
		{ id: "amina", hq_id: "amina", there: null, queued: '{"@name":"Amina","step":"1"}' },
		{ id: "juma", hq_id: null, there: null, queued: '{"email":"j"}' },
	]);
	expect(
		after
			.prepare(
				"SELECT i.id, c.contact_id whose, state, problem FROM hq_item i JOIN hq_contact c ON c.number = i.contact ORDER BY i.id",
			)
			.all(),
	).toEqual([
		{ id: 7, whose: "amina", state: "waiting", problem: null },
		{ id: 8, whose: "amina", state: "waiting", problem: null },
		{ id: 9, whose: "juma", state: "parked", problem: "hq-refused" },
	]);
	expect(after.prepare("SELECT seq, id, items, body, errors FROM hq_form").all()).toEqual([
		{ seq: 4, id: "form", items: "[7]", body: "<data/>", errors: 1 },
	]);
	expect(after.prepare("SELECT waiting FROM hq_line").get()).toEqual({ waiting: 2 });
	after.close();
});
