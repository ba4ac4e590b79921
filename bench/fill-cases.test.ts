import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Acting } from "../src/core/api/acting.ts";
import { contract } from "../src/core/api/index.ts";
import { verifyAudit } from "../src/core/audit/index.ts";
import { rewordStatement } from "../src/core/consent/index.ts";
import { closeCase } from "../src/core/contacts/close-case.ts";
import { registerCase } from "../src/core/contacts/register-case.ts";
import { movableClock, silentLog } from "../src/core/ground/index.ts";
import { openDatabase } from "../src/core/storage/index.ts";
import { fillCases } from "./fill-cases.ts";
import { makePeople } from "./people.ts";
import { registrationOf } from "./registration.ts";

const dirs: string[] = [];
afterAll(() => {
	for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

function emptyOffice(): Acting {
	const dir = mkdtempSync(join(tmpdir(), "outpost-fill-"));
	dirs.push(dir);
	const opened = openDatabase({
		file: join(dir, "a.db"),
		key: Buffer.alloc(32, 1),
		migrationsDir: "drizzle",
		mayCreate: true,
	});
	if (!opened.ok) throw new Error(opened.problem.code);
	const acting: Acting = {
		store: opened.value,
		clock: movableClock(),
		log: silentLog,
		project: { id: "p", name: "bench", country: "KE", timeZone: "Africa/Nairobi", languages: ["en", "sw"] },
		staff: { id: "s", name: "Wanjiku", role: "supervisor" },
	};
	rewordStatement(acting, "en", "May we text you?");
	return acting;
}

/** Every row of every table, random ids by the order they first appear in, hashes left out since they follow from the ids. */
function contents({ store }: Acting) {
	const tables = store
		.prepare<{ name: string }>(
			"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'case_search%' AND name NOT LIKE 'sqlite_%' ORDER BY name",
		)
		.all();
	const ids = new Map<string, string>();
	return tables.map(({ name }) => {
		const rows = store
			.prepare(`SELECT * FROM "${name}"`)
			.all()
			.map((row) => {
				const { hash: _, ...rest } = row;
				return JSON.stringify(rest)
					.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
						ids.set(id, ids.get(id) ?? `id ${ids.size}`);
						return ids.get(id) ?? "";
					})
					.replace(/[0-9a-f]{64}/g, "hash");
			});
		return { name, rows: name === "contact_case" ? rows : rows.sort() };
	});
}

function searchIndex({ store }: Acting, table: string) {
	store.prepare(`CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, ${table}, 'instance')`).run();
	const rows = store.prepare("SELECT * FROM temp.words ORDER BY term, doc").all();
	store.prepare("DROP TABLE temp.words").run();
	return rows;
}

it("leaves what registering and closing one by one leaves", async () => {
	const people = makePeople(600);
	const quick = emptyOffice();
	fillCases(quick, people);
	const slow = emptyOffice();
	slow.store.write(() => {
		const ids = people.map((person) => {
			const made = registerCase(slow, contract["cases.register"].input.parse(registrationOf(person)));
			if (!made.ok) throw new Error(`${person.digits} ${made.problem.code}`);
			return made.value.id;
		});
		for (const [at, id] of ids.entries()) if (at % 33 === 32) closeCase(slow, id);
	});
	const [made, expected] = [contents(quick), contents(slow)];
	for (const [at, table] of expected.entries()) expect(made[at], table.name).toEqual(table);
	expect(expected.find((table) => table.name === "contact_case")?.rows).toHaveLength(600);
	for (const table of ["case_search", "case_search_short"])
		expect(searchIndex(quick, table)).toEqual(searchIndex(slow, table));
	expect(await verifyAudit(quick)).toMatchObject({ intact: true });
});
