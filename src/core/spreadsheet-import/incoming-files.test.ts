import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { testPin } from "../../testing/test-office.ts";
import { openOutpost } from "../outpost.ts";
import { type ImportOffice, openImportOffice, pagesHeader } from "./testing/import-office.ts";

// Each reading starts a process; a busy machine takes its time for that.
vi.setConfig({ testTimeout: 120_000 });

let office: ImportOffice;
beforeEach(async () => {
	office = await openImportOffice();
});
afterEach(() => office.close());

describe("a file", () => {
	test("comes in pieces under a token that is nobody else's", async () => {
		const bytes = Buffer.from(`${pagesHeader}\nAmina,0712345678,1,,\n`);
		const first = await office.must("imports.upload", {
			name: "../x.csv",
			data: bytes.subarray(0, 30).toString("base64"),
		});
		const whole = await office.must("imports.upload", {
			file: first.file,
			name: "x.csv",
			data: bytes.subarray(30).toString("base64"),
		});
		expect(whole).toEqual({ file: first.file, bytes: bytes.length });
		expect(await office.must("imports.look", { file: first.file })).toMatchObject({ fileName: "x.csv", format: "csv" });
		expect((await office.call("imports.look", { file: "/etc/passwd" })).ok).toBe(false);
	});
	test("that could be read is offered again to who chose it, the last first, and to nobody else", async () => {
		const recent = (seat?: string) => office.outpost.call("imports.recent", {}, seat ?? "desk");
		const sheet = (name: string, lines: string[]) => office.sheet(lines, name);
		expect(await recent()).toEqual({ ok: true, value: [] });
		const first = sheet("first.csv", [pagesHeader, "Amina,0712345678,1,,"]);
		const again = sheet("again.csv", [pagesHeader, "Baraka,0712345679,1,,"]);
		sheet("never-opened.csv", [pagesHeader]);
		for (const file of [first, again]) await office.must("imports.look", { file });
		await office.check([pagesHeader, "Chebet,0712345677,1,,"], {}, "first.csv");
		const listed = await office.must("imports.recent", {});
		expect(listed.map(({ name }) => name)).toEqual(["first.csv", "again.csv"]);
		for (const { file, name } of listed)
			expect(await office.must("imports.look", { file })).toMatchObject({ fileName: name });
		await office.must("imports.template", { kind: "cases", language: "en" });
		expect(await office.must("imports.recent", {})).toHaveLength(2);
		const clerk = { name: "Otieno Achieng", role: "clerk", pin: "471193" } as const;
		await office.must("staff.add", { ...clerk, language: "en" });
		await office.outpost.call("staff.signIn", { name: clerk.name, pin: clerk.pin }, "clerk");
		expect(await recent("clerk")).toEqual({ ok: true, value: [] });
	});
	test("that was imported is known again, and one that was stopped goes on", async () => {
		const lines = [pagesHeader, ...Array.from({ length: 300 }, (_, n) => `P${n},07${12345000 + n},,,`)];
		const batch = await office.check(lines);
		const stop = new AbortController();
		office.outpost.listen("desk", (event) => event.type === "progress" && stop.abort());
		const stopped = await office.outpost.call("imports.apply", { batch: batch.id }, "desk", stop.signal);
		expect(stopped).toMatchObject({ problem: { code: "cancelled" } });
		const look = await office.must("imports.look", { file: office.sheet(lines) });
		expect([look.stopped, look.already]).toEqual([batch.id, []]);
		expect((await office.must("imports.apply", { batch: batch.id })).written.new).toBe(300);
		expect((await office.must("imports.look", { file: office.sheet(lines) })).already.map((one) => one.batch)).toEqual([
			batch.id,
		]);
	});
	test("whose columns are doubled, missing or reserved is refused before anything is read", async () => {
		const file = office.sheet([pagesHeader, "Amina,0712345678,1,,"]);
		const of = async (columns: { column: number; to: string }[], kind: "cases" | "workers" = "cases") => {
			const answer = await office.call("imports.check", { file, kind, type: "patient", columns });
			return answer.ok ? "" : answer.problem.code;
		};
		expect([
			await of([]),
			await of([
				{ column: 0, to: "name" },
				{ column: 1, to: "name" },
			]),
			await of([{ column: 9, to: "name" }]),
			await of([{ column: 0, to: "closed" }]),
			await of([{ column: 0, to: "1x" }]),
			await of([{ column: 0, to: "parent_id" }]),
			await of([{ column: 0, to: "name" }], "workers"),
			await of(
				[
					{ column: 0, to: "username" },
					{ column: 3, to: "village" },
				],
				"workers",
			),
		]).toEqual([
			"nothing-mapped",
			"column-doubled",
			"column-missing",
			"reserved-property-name",
			"bad-property-name",
			"parent-not-kept",
			"username-not-mapped",
			"not-of-workers",
		]);
	});
});

test("files that a process left when it died are gone at the next start", async () => {
	const left = join(office.dataDir, "incoming", "4194399");
	mkdirSync(left, { recursive: true });
	writeFileSync(join(left, "x"), "x");
	await office.outpost.close();
	const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle" });
	await again.call("staff.signIn", { name: "Supervisor", pin: testPin }, "desk");
	expect(existsSync(left)).toBe(false);
	await again.close();
});

describe("stopping", () => {
	test("is for the project whose work it is", async () => {
		const river = { name: "river", country: "KE", timeZone: "Africa/Nairobi", languages: ["en"] };
		const { id } = await office.must("projects.add", river);
		await office.must("staff.signIn", { name: "Supervisor", pin: testPin }, "other");
		await office.must("projects.use", { id }, "other");
		const batch = await office.check(["Case Name", ...Array.from({ length: 300 }, (_, n) => `P${n}`)]);
		const applying = office.must("imports.apply", { batch: batch.id });
		expect(await office.call("imports.cancel", { batch: batch.id }, "other")).toMatchObject({
			problem: { code: "import-not-found" },
		});
		expect((await applying).written.new).toBe(300);
	});
	test("ends a check of which there is no row yet", async () => {
		const file = office.sheet(["Case Name", "Amina"]);
		const stopped: unknown[] = [];
		office.outpost.listen("desk", (event) => {
			if (event.type !== "progress" || event.done > 0) return;
			void office.call("imports.cancel", { batch: event.job.replace("import ", "") }).then((one) => stopped.push(one));
		});
		const plan = { file, type: "patient", columns: [{ column: 0, to: "name" }], createNew: true };
		expect(await office.call("imports.check", plan)).toMatchObject({ problem: { code: "cancelled" } });
		expect(stopped).toEqual([{ ok: true, value: null }]);
		expect(await office.must("imports.list", {})).toEqual([]);
	});
});
