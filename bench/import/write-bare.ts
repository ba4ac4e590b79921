// What the tables themselves cost: as many people as bare statements into the same tables of the same encrypted database, the values made beforehand,
// 500 rows a transaction. Nothing is read, understood, checked, chained, searched for or told. Argument: rows. Prints one JSON line.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newIdInOrder, systemClock } from "../../src/core/ground/index.ts";
import { openDatabase, type Param } from "../../src/core/storage/index.ts";
import { round } from "../measure.ts";
import { migrationsDir } from "../open-office.ts";
import { makePeople } from "../people.ts";

const rows = Number(process.argv[2]);
const atOnce = 500;
const dir = mkdtempSync(join(tmpdir(), "outpost-bench-bare-"));
const opened = openDatabase({ file: join(dir, "bare.db"), key: Buffer.alloc(32, 7), migrationsDir, mayCreate: true });
if (!opened.ok) throw new Error(opened.problem.code);
const store = opened.value;

const at = new Date().toISOString();
const project = newIdInOrder(systemClock);
const chain = "0".repeat(64);
const batch = Number(
	store
		.prepare(
			`INSERT INTO import_batch (id, project_id, kind, state, file_name, sha256, plan, header, worked_ms, created_at)
			 VALUES (?, ?, 'cases', 'done', 'people.xlsx', '', '{}', '[]', 0, ?)`,
		)
		.run(newIdInOrder(systemClock), project, at).lastInsertRowid,
);
const into = (table: string, columns: string) =>
	store.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.split(",").map(() => "?")})`);
const statements = {
	row: into("import_row", "batch,row,cells,verdict,takes,target,outcome,revision"),
	entry: into(
		"phone_entry",
		"project_id,owner_kind,owner_id,digits,verified,two_way,waits_for_two_way,contact_revision,created_at",
	),
	person: into(
		"contact_case",
		"seq,id,project_id,case_type,name,external_id,phone,consented,number_state,properties,opened_at,modified_at",
	),
	consent: into("consent_event", "id,project_id,case_id,digits,kind,at,channel,staff_name,source"),
	audit: into("audit_line", "at,staff,project_id,action,subject_kind,subject_id,details,hash"),
	text: into("case_text", "seq,text"),
	search: into("case_search", "rowid,text"),
	short: into("case_search_short", "rowid,pairs"),
};

const held = new Set<string>();
const values = makePeople(rows, 2).map((person, n) => {
	const [id, digits] = [newIdInOrder(systemClock), person.hasPhone ? person.digits : ""];
	const isYes = person.answer === "yes" && digits !== "";
	const isTwoWay = isYes && !held.has(digits);
	if (isTwoWay) held.add(digits);
	const cells = JSON.stringify([person.name, digits, isYes ? 1 : null, person.language, person.village, n]);
	const text = `${person.name.toLowerCase()}\ns2-${n}\n${digits}`;
	const pairs = new Set<string>([...text].flatMap((letter, place) => [letter, text.slice(place, place + 2)]));
	const line = (action: string): Param[] => [at, "Wanjiku", project, action, "case", id, '{"type":"person"}', chain];
	const state = isTwoWay ? "two-way" : digits ? "one-way" : "none";
	const deeds: [keyof typeof statements, Param[]][] = [
		["person", [n + 1, id, project, "person", person.name, `s2-${n}`, digits, isYes ? 1 : 0, state, cells, at, at]],
		["audit", line("case.registered")],
		["row", [batch, n + 2, cells, "new", cells, id, "new", 1]],
		["text", [n + 1, text]],
	];
	const two = isTwoWay ? 1 : 0;
	if (digits) deeds.push(["entry", [project, "case", id, digits, two, two, isYes && !isTwoWay ? 1 : 0, 1, at]]);
	if (isYes)
		deeds.push(
			[
				"consent",
				[newIdInOrder(systemClock), project, id, digits, "given", at, "import", "Wanjiku", `people.xlsx, ${n}`],
			],
			["audit", line("consent.given")],
		);
	return { deeds, seq: n + 1, text, pairs: [...pairs].join(" ") };
});

const cpu = process.cpuUsage();
const started = performance.now();
for (let from = 0; from < rows; from += atOnce)
	store.write(() => {
		const some = values.slice(from, from + atOnce);
		for (const { deeds } of some) for (const [into, params] of deeds) statements[into].run(...params);
		for (const { seq, text } of some) statements.search.run(seq, text);
		for (const { seq, pairs } of some) statements.short.run(seq, pairs);
	});
const ms = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
store.close();
rmSync(dir, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify({ rows, ms: round(ms), cpuMs: round((user + system) / 1000) })}\n`);
