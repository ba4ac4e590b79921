import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { add, officeForTests, projectFlags } from "./office-for-tests.ts";

const { here: outpost, folder, remove } = officeForTests();
afterAll(remove);
beforeAll(async () => {
	expect(await outpost(["init", ...projectFlags])).toMatchObject({ code: 0, err: "" });
});
const one = async (...argv: string[]) => JSON.parse((await outpost(["--json", ...argv])).lines[0] ?? "null");

test("a survey is imported, listed, asked of a case and answered", { timeout: 60_000 }, async () => {
	const file = join(folder, "visit.json");
	const questions = [
		{ kind: "consent" },
		{ kind: "number", property: "age", text: { en: "Age?", sw: "Umri?" }, min: 0 },
	];
	writeFileSync(file, JSON.stringify({ name: "Visit", questions }));
	expect(await one("survey", "import", file)).toMatchObject({ name: "Visit", version: 1, questions: 2, consent: true });
	expect((await outpost(["survey", "list"])).out).toMatch(/^Visit {2}version 1, questions: 2/);
	const { id } = await one(...add("Baraka", "0712345678"));
	const session = await one("survey", "run", "visit", "--to", `case:${id}`);
	expect(session).toMatchObject({ state: "open", contact: { kind: "case", id }, question: { number: 1, of: 2 } });
	expect(await one("simulate", "--from", "254712345678", "--text", "ndiyo")).toMatchObject({
		claimedBy: "survey",
		replies: [{ text: "Age?" }],
	});
	const at = "2026-01-05T10:00:00Z";
	const lines = [1, 2].map(() => JSON.stringify({ from: "254712345678", text: "34", at })).join("\n");
	const twice = await outpost(["--json", "simulate"], { input: lines });
	expect(twice.lines.map((line) => JSON.parse(line).claimedBy)).toEqual(["survey", "survey"]);
	expect(await one("case", "show", id)).toMatchObject({
		properties: { age: "34", contact_phone_number_is_verified: "1" },
		number: { state: "two-way" },
		consent: { state: "given", channel: "sms" },
	});
	expect(await outpost(["--json", "survey", "run", "Visit", "--to", `case:${id}`])).toMatchObject({ code: 1 });
	expect(await one("survey", "run", "Visit", "--to", `case:${id}`)).toMatchObject({
		problem: { code: "asked-before" },
	});
	expect(await one("survey", "run", "Visit", `--to=case:${id}`, "--reason", "She asked")).toMatchObject({
		state: "open",
		reason: "She asked",
	});
});

test("what can't be done says so", async () => {
	expect(await one("survey", "run", "None", "--to", "case:x")).toMatchObject({ problem: { code: "survey-not-found" } });
	expect(await one("survey", "run", "Visit", "--to", "worker:x")).toMatchObject({
		problem: { code: "survey-for-cases" },
	});
	expect((await outpost(["survey", "run", "Visit", "--to", "254712345678"])).code).toBe(2);
	expect(await one("survey", "import", join(folder, "none.json"))).toMatchObject({
		problem: { code: "file-not-read" },
	});
});
