import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { shown, type Wall } from "./walls/breach.ts";
import { noCycles } from "./walls/cycle-wall.ts";
import { packagesStayHome } from "./walls/package-walls.ts";
import { contractReadsApis, hostsUseTheFrontDoor, roomsEnterByTheDoor } from "./walls/room-walls.ts";
import { factsOf, listFiles, projectRoot, readSources } from "./walls/source-facts.ts";
import {
	consoleStaysAtTheEdge,
	filesStayShort,
	leftoverText,
	nothingCallsHome,
	timeThroughGround,
	vagueNames,
} from "./walls/style-walls.ts";
import { ownerOf, tablesInSteps, tablesStayHome } from "./walls/table-walls.ts";

const sources = readSources(["src", "e2e", "bench", "scripts"]);

/** Runs one wall over small files: path → text. */
function breachesIn(wall: Wall, files: Record<string, string>): string[] {
	return shown(wall(Object.entries(files).map(([path, text]) => factsOf(path, text))));
}

interface Sample {
	says: string;
	wall: Wall;
	bad: Record<string, string>[];
	good: Record<string, string>[];
}

const longFile = (lines: number) => "x;\n".repeat(lines);

const samples: Sample[] = [
	{
		says: "a library stays in the one place that knows it",
		wall: packagesStayHome,
		bad: [
			{ "src/web/a.ts": `import { app } from "electron";` },
			{ "src/core/audit/a.ts": `const e = await import("electron/main");` },
			{ "src/core/audit/a.ts": `const e = require("electron");` },
			{ "src/core/audit/a.ts": `import type { ReactNode } from "react";` },
			{ "src/cli/a.ts": `export * from "@mantine/core";` },
			{ "src/core/gateway/modem/a.ts": `import { SerialPort } from "serialport";` },
			{ "src/core/audit/a.ts": `import Database from "better-sqlite3";` },
			{ "src/core/audit/a.ts": `let x: import("better-sqlite3").Database;` },
			{ "src/core/contacts/a.ts": `import yauzl from "yauzl";` },
		],
		good: [
			{ "src/main/a.ts": `import { app } from "electron";` },
			{ "src/renderer/a.tsx": `import { Button } from "@mantine/core"; const b = <Button />;` },
			{ "src/core/gateway/line/a.ts": `import { SerialPort } from "serialport";` },
			{ "src/core/storage/a.ts": `import Database from "better-sqlite3";` },
			{ "src/core/spreadsheet-import/a.ts": `import yauzl from "yauzl";` },
			{ "src/core/reports/export-cases.ts": `import x from "exceljs";` },
			{ "src/core/audit/a.ts": `// import "electron"\nconst s = 'import "electron"';` },
		],
	},
	{
		says: "a room enters another by its door, where the table allows it",
		wall: roomsEnterByTheDoor,
		bad: [
			{ "src/core/contacts/a.ts": `import { x } from "../consent/withdraw-consent.ts";` },
			{ "src/core/contacts/a.ts": `import type { X } from "../consent/inner.ts";` },
			{ "src/core/consent/a.ts": `import { x } from "../contacts/index.ts";` },
			{ "src/core/gateway/modem/a.ts": `import { x } from "../../consent/index.ts";` },
			{ "src/core/storage/a.ts": `import { x } from "../audit/index.ts";` },
			{ "src/core/ground/a.ts": `import type { X } from "../audit/api.ts";` },
			{ "src/core/unheard-of/a.ts": `import { x } from "../audit/index.ts";` },
		],
		good: [
			{ "src/core/contacts/a.ts": `import { x } from "../consent/index.ts"; import { y } from "./b.ts";` },
			{ "src/core/consent/a.ts": `import type { CaseView } from "../contacts/api.ts";` },
			{
				"src/core/consent/a.ts": `import { ok } from "../ground/index.ts"; import { s } from "../storage/schema/consent.ts";`,
			},
			{ "src/core/consent/a.test.ts": `import { x } from "../contacts/index.ts";` },
		],
	},
	{
		says: "the contract reads the rooms' api.ts only",
		wall: contractReadsApis,
		bad: [{ "src/core/api/a.ts": `import { x } from "../consent/index.ts";` }],
		good: [{ "src/core/api/a.ts": `import { x } from "../consent/api.ts"; import { y } from "../ground/index.ts";` }],
	},
	{
		says: "hosts use the front door",
		wall: hostsUseTheFrontDoor,
		bad: [
			{ "src/web/a.ts": `import { x } from "../core/consent/index.ts";` },
			{ "src/main/a.ts": `import { x } from "../core/ground/index.ts";` },
			{ "src/renderer/scenes/a.tsx": `import { openOutpost } from "../../core/outpost.ts";` },
			{ "src/renderer/scenes/a.tsx": `import { x } from "../../web/a.ts";` },
			{ "src/core/consent/a.ts": `import { x } from "../../cli/a.ts";` },
			{ "src/cli/a.ts": `import { x } from "../testing/a.ts";` },
		],
		good: [
			{ "src/web/a.ts": `import { openOutpost } from "../core/outpost.ts"; import { c } from "../core/api/index.ts";` },
			{ "src/renderer/a.ts": `import type { Contract } from "../core/api/index.ts"; import "./b.css";` },
			{ "src/renderer/a.ts": `import { connect } from "../core/api/rpc/client.ts";` },
		],
	},
	{
		says: "a room's SQL names its own tables",
		wall: tablesStayHome,
		bad: [
			{ "src/core/contacts/a.ts": `store.prepare("SELECT name FROM project WHERE id = ?");` },
			{ "src/core/reports/a.ts": "store.prepare(`SELECT COUNT(*) n FROM message WHERE ${where}`);" },
			{ "src/core/backup/a.ts": `store.prepare("INSERT INTO audit_line (seq) VALUES (1)");` },
			{ "src/core/contacts/a.ts": `const sql = ["contact_case c", "JOIN phone_entry e"];` },
			{ "src/core/contacts/a.ts": `store.prepare("SELECT 1 FROM contact_case c, opt_out WHERE 1");` },
			{ "src/core/office-rooms.ts": `store.prepare("UPDATE message SET state = 'x'");` },
			{ "src/cli/a.ts": `store.prepare("DELETE FROM draft");` },
		],
		good: [
			{ "src/core/contacts/a.ts": `store.prepare("SELECT name FROM contact_case WHERE id = ?");` },
			{ "src/core/contacts/a.ts": `// INSERT INTO message\nconst s = "a text FROM somebody";` },
			{ "src/core/contacts/a.test.ts": `store.prepare("SELECT 1 FROM message");` },
		],
	},
	{
		says: "no file comes back to itself",
		wall: noCycles,
		bad: [
			{
				"src/core/a/one.ts": `import { two } from "./two.ts";`,
				"src/core/a/two.ts": `import { three } from "./three.ts";`,
				"src/core/a/three.ts": `export { one } from "./one.ts";`,
			},
			{ "src/core/a/self.ts": `import { self } from "./self.ts";` },
		],
		good: [
			{
				"src/core/a/one.ts": `import { two } from "./two.ts"; import { three } from "./three.ts";`,
				"src/core/a/two.ts": `import { three } from "./three.ts";`,
				"src/core/a/three.ts": `import type { One } from "./one.ts";`,
			},
		],
	},
	{
		says: "time and chance come through ground",
		wall: timeThroughGround,
		bad: [
			{ "src/core/audit/a.ts": `const now = Date.now();` },
			{ "src/core/audit/a.ts": `const now = new Date();` },
			{ "src/core/audit/a.ts": `const now = new Date;` },
			{ "src/core/audit/a.ts": `const x = Math.random() * 4;` },
			{ "src/core/audit/a.ts": `import { randomUUID } from "node:crypto"; const id = randomUUID();` },
			{ "src/core/audit/a.ts": `const id = crypto.randomUUID();` },
			{ "src/core/audit/a.ts": `const clock = performance.now;` },
			{ "src/core/audit/a.ts": `const key = randomBytes(32);` },
		],
		good: [
			{ "src/core/audit/a.ts": `const then = new Date(value); const at = Date.parse(text);` },
			{ "src/core/ground/clock.ts": `const now = Date.now();` },
			{ "src/web/a.ts": `const now = Date.now();` },
			{ "src/core/audit/a.test.ts": `const now = Date.now();` },
		],
	},
	{
		says: "only the command line and the web host print",
		wall: consoleStaysAtTheEdge,
		bad: [{ "src/core/audit/a.ts": `console.log(1);` }, { "src/renderer/a.tsx": `console.error("x");` }],
		good: [{ "src/cli/a.ts": `console.log(1);` }, { "src/web/a.ts": `console.log(1);` }],
	},
	{
		says: "nothing calls home",
		wall: nothingCallsHome,
		bad: [
			{ "src/renderer/a.ts": `const font = "https://fonts.example.org/a.css";` },
			{ "src/main/a.ts": `autoUpdate("https://updates.example.com");` },
		],
		good: [
			{ "src/web/a.ts": "const url = `http://127.0.0.1:${port}/`; const other = `ws://${host}/rpc`;" },
			{ "src/web/a.ts": `// see https://example.com/why` },
		],
	},
	{
		says: "a file has 400 lines at most, a test 600",
		wall: filesStayShort,
		bad: [{ "src/a.ts": longFile(401) }, { "src/a.test.ts": longFile(601) }],
		good: [{ "src/a.ts": longFile(400) }, { "src/a.test.ts": longFile(600) }],
	},
];

describe.each(samples)("$says", ({ wall, bad, good }) => {
	it("sees every bad sample", () => {
		for (const files of bad) expect(breachesIn(wall, files), JSON.stringify(files)).not.toEqual([]);
	});
	it("lets every good sample pass", () => {
		for (const files of good) expect(breachesIn(wall, files)).toEqual([]);
	});
	it("holds in this project", () => {
		expect(shown(wall(sources))).toEqual([]);
	});
});

test("every table has a room", () => {
	expect(tablesInSteps().filter(({ table }) => ownerOf(table) === undefined)).toEqual([]);
});

describe("names", () => {
	it("sees vague names and capitals", () => {
		const names = [
			"src/core/utils/a.ts",
			"src/core/audit/helpers.ts",
			"src/web/service/a.ts",
			"src/renderer/Button.tsx",
		];
		for (const name of names) expect(vagueNames([name]), name).toHaveLength(1);
		expect(vagueNames(["src/core/audit/write-line.ts", "src/core/audit/write-line.test.ts"])).toEqual([]);
	});
	it("hold in this project", () => {
		const paths = ["src", "e2e", "bench", "scripts", "locales"].flatMap(listFiles);
		expect(shown(vagueNames(paths))).toEqual([]);
	});
});

describe("leftovers", () => {
	it("sees them", () => {
		for (const word of [`TO${"DO"}: later`, `// FIX${"ME"}`, `Lor${"em"} ips${"um"}`.toLowerCase(), `John D${"oe"}`]) {
			expect(leftoverText([{ path: "a.ts", text: `\n${word}` }]), word).toMatchObject([{ line: 2 }]);
		}
		expect(leftoverText([{ path: "a.ts", text: "toDoList" }])).toEqual([]);
	});
	it("are not in this project", () => {
		const paths = ["src", "e2e", "bench", "scripts", "locales", "docs", "drizzle"].flatMap(listFiles);
		const texts = paths
			.filter((path) => /\.(tsx?|mjs|json|css|html|md|sql)$/.test(path))
			.concat("README.md", "CONTRIBUTING.md", "SECURITY.md")
			.map((path) => ({ path, text: readFileSync(join(projectRoot, path), "utf8") }));
		expect(shown(leftoverText(texts))).toEqual([]);
	});
});
