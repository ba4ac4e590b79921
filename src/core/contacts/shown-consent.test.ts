import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";
import { openDatabase } from "../storage/index.ts";

test("a list says of each person what the page of the case says", async () => {
	const office = await openTestOffice();
	try {
		const add = (name: string, answer?: "yes" | "no") =>
			office.must("cases.register", {
				type: "person",
				name,
				...(answer ? { consent: { answer, channel: "paper" } } : {}),
			});
		await add("Never asked");
		await add("Said yes", "yes");
		await add("Said no", "no");
		const left = await add("Took it back", "yes");
		await office.must("consent.withdraw", { caseId: left.id, channel: "spoken" });
		const changed = await add("Changed their mind", "no");
		await office.must("consent.record", { caseId: changed.id, consent: { answer: "yes", channel: "paper" } });
		const flagged = await add("Flag of HQ");
		await office.must("cases.change", {
			id: flagged.id,
			properties: [{ name: "contact_phone_number_is_verified", value: "1" }],
		});

		const { rows } = await office.must("cases.list", { search: "" });
		const expected = {
			"Never asked": "unknown",
			"Said yes": "given",
			"Said no": "declined",
			"Took it back": "withdrawn",
			"Changed their mind": "given",
			"Flag of HQ": "given",
		};
		for (const [name, state] of Object.entries(expected)) {
			const row = rows.find((one) => one.name === name);
			expect(row?.consent, name).toBe(state);
			const view = await office.must("cases.show", { id: row?.id ?? "" });
			expect(view.consent.state, name).toBe(state);
		}
	} finally {
		await office.close();
	}
});

test("cases of an older database get the state of their newest record", () => {
	const dir = mkdtempSync(join(tmpdir(), "outpost-consent-step-"));
	const older = join(dir, "steps");
	mkdirSync(older);
	for (const step of readdirSync("drizzle").filter((name) => name < "0006"))
		copyFileSync(join("drizzle", step), join(older, step));
	const place = { file: join(dir, "a.db"), key: Buffer.alloc(32, 3) };
	try {
		const before = openDatabase({ ...place, migrationsDir: older, mayCreate: true });
		if (!before.ok) throw new Error(before.problem.code);
		const add = before.value.prepare(
			"INSERT INTO contact_case (id, project_id, case_type, name, opened_at, modified_at) VALUES (?, 'p', 't', 'n', '', '')",
		);
		const answer = before.value.prepare(
			"INSERT INTO consent_event (id, project_id, case_id, kind, at, channel) VALUES (?, 'p', ?, ?, '', 'paper')",
		);
		for (const id of ["asked-never", "no", "back"]) add.run(id);
		answer.run("1", "no", "declined");
		answer.run("2", "back", "given");
		answer.run("3", "back", "withdrawn");
		before.value.close();
		const after = openDatabase({ ...place, migrationsDir: "drizzle", mayCreate: false });
		if (!after.ok) throw new Error(after.problem.code);
		expect(after.value.prepare("SELECT id, consent_state FROM contact_case ORDER BY seq").all()).toEqual([
			{ id: "asked-never", consent_state: "unknown" },
			{ id: "no", consent_state: "declined" },
			{ id: "back", consent_state: "withdrawn" },
		]);
		after.value.close();
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
});
