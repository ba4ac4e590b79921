import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { add, officeForTests, projectFlags, who } from "./office-for-tests.ts";

const { folder, here: outpost, start, remove } = officeForTests();
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const file = join(folder, "clinic.backup");
const elsewhere = join(folder, "elsewhere");
afterAll(remove);
beforeAll(async () => {
	expect(await outpost(["init", ...projectFlags])).toMatchObject({ code: 0, err: "" });
	await outpost(add("Amina", "0713000001"));
});

const json = async (...argv: string[]) => {
	const ran = await outpost([...argv, "--json"]);
	return { code: ran.code, answer: ran.out === "" ? null : JSON.parse(ran.lines[0] ?? "") };
};
const names = async (...more: string[]) => {
	const { lines } = await outpost(["case", "list", "--json", ...more]);
	return lines.map((line) => String(JSON.parse(line).name)).toSorted((a, b) => a.localeCompare(b));
};

it("saves the office in a file and brings it back, here and in an empty folder", async () => {
	const saved = await json("backup", file);
	expect(saved).toMatchObject({
		code: 0,
		answer: { file, bytes: readFileSync(file).length, madeAt: expect.any(String) },
	});
	await outpost(add("Baraka", "0713000002"));
	expect(await names()).toEqual(["Amina", "Baraka"]);

	const back = await json("restore", file);
	expect(back).toMatchObject({ code: 0, answer: { file, madeAt: saved.answer.madeAt } });
	expect(existsSync(join(folder, "office", back.answer.keptAs))).toBe(true);
	expect(await names()).toEqual(["Amina"]);

	expect(await json("restore", file, "--data", elsewhere)).toMatchObject({ code: 0, answer: { keptAs: null } });
	expect(await names("--data", elsewhere)).toEqual(["Amina"]);
});

it("says in words and by code why a file is not taken", async () => {
	const broken = join(folder, "broken.backup");
	writeFileSync(broken, readFileSync(file).subarray(0, -500));
	expect(await json("restore", broken)).toMatchObject({
		code: 1,
		answer: { ok: false, problem: { code: "backup-damaged", message: expect.stringMatching(/damaged/) } },
	});
	expect(await json("restore", join(folder, "none"))).toMatchObject({
		answer: { problem: { code: "backup-not-found" } },
	});
	const foreign = join(folder, "foreign");
	await outpost(["init", ...projectFlags, "--data", foreign]);
	const theirs = join(folder, "foreign.backup");
	expect(await json("backup", theirs, "--data", foreign)).toMatchObject({ code: 0 });
	expect(await json("restore", theirs)).toMatchObject({
		code: 1,
		answer: { problem: { code: "backup-of-another-office" } },
	});
	const nobody = await outpost(["restore", file, "--json"], { env: {} });
	expect(JSON.parse(nobody.out).problem.code).toBe("sign-in-needed");
	const wrong = await outpost(["restore", file, "--json"], { env: { ...who, OUTPOST_PIN: "000001" } });
	expect(JSON.parse(wrong.out).problem.code).toBe("wrong-pin");
	expect((await outpost(["restore"])).code).toBe(2);
	expect(await names()).toEqual(["Amina"]);
	expect(readdirSync(join(folder, "office")).filter((name) => name.includes("restoring"))).toEqual([]);
});

it.skipIf(process.platform === "win32")("is refused while another process has the office open", async () => {
	const serving = start(["serve", "--json", "--port", "0"], who);
	try {
		await new Promise((resolve) => serving.stdout?.once("data", resolve));
		expect(await json("restore", file)).toMatchObject({ code: 1, answer: { problem: { code: "office-in-use" } } });
	} finally {
		serving.kill("SIGTERM");
		await new Promise((resolve) => serving.on("close", resolve));
	}
	expect(await json("restore", file)).toMatchObject({ code: 0 });
});

it("init takes an easy PIN, which scripts use, and says that it is one", async () => {
	const ran = await outpost(["init", ...projectFlags, "--json", "--data", join(folder, "easy")], {
		env: { OUTPOST_PIN: "123456" },
	});
	expect(ran).toMatchObject({ code: 0, err: expect.stringMatching(/^Warning: .*easy/) });
	expect(JSON.parse(ran.out)).toMatchObject({ project: "Riverside Clinic" });
});
