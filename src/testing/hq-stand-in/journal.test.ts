import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "../../core/ground/index.ts";
import { Held } from "../../core/practice-hq/held.ts";
import { openJournal } from "./journal.ts";

const folder = mkdtempSync(join(tmpdir(), "outpost-journal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (file: string) => {
	const held = new Held("clinic", systemClock, { cases: new Map(), users: new Map(), forms: new Map() });
	return { held, journal: openJournal(file, held) };
};
const form = (id: string) =>
	`<data xmlns="x"><meta><instanceID>${id}</instanceID></meta><case xmlns="http://commcarehq.org/case/transaction/v2" case_id="${id}"><create><case_type>person</case_type><case_name>Amina</case_name><owner_id>o</owner_id></create></case></data>`;

test("a stand-in that was killed amid a line knows what stands before it, and goes on behind that", () => {
	const file = join(folder, "hq.journal");
	open(file).journal.add(form("first"));
	appendFileSync(file, JSON.stringify(form("torn")).slice(0, 40));
	const { held, journal } = open(file);
	expect([...held.cases.keys()]).toEqual(["first"]);
	journal.add(form("second"));
	expect([...open(file).held.cases.keys()]).toEqual(["first", "second"]);
});
