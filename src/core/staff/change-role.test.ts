import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";
import { openOutpost } from "../outpost.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
const pin = "739201";
beforeEach(async () => {
	office = await openTestOffice();
});
afterEach(() => office.close());

const me = async () => (await office.must("office.status", {})).session?.staff.id ?? "";

describe("a role that a supervisor changes", () => {
	test("holds at once, also where that person is signed in, and in the audit; the PIN stays theirs", async () => {
		const clerk = await office.must("staff.add", { name: "Otieno", role: "clerk", pin });
		await office.must("staff.signIn", { name: "Otieno", pin }, "second");
		expect(await office.call("audit.list", {}, "second")).toMatchObject({ problem: { code: "not-allowed" } });
		expect(await office.call("staff.setRole", { id: clerk.id, role: "supervisor" }, "second")).toMatchObject({
			problem: { code: "not-allowed" },
		});

		expect(await office.must("staff.setRole", { id: clerk.id, role: "supervisor" })).toMatchObject({
			role: "supervisor",
		});
		await office.must("audit.list", {}, "second");
		const [line] = (await office.must("audit.list", { action: "staff.role-changed" })).lines;
		expect(line).toMatchObject({
			staff: "Supervisor",
			subject: { kind: "staff", id: clerk.id },
			details: { before: "clerk", role: "supervisor" },
		});

		await office.must("staff.setRole", { id: clerk.id, role: "technician" });
		expect(await office.call("cases.list", {}, "second")).toMatchObject({ problem: { code: "not-allowed" } });
		await office.outpost.close();
		const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle", keyCost: 10 });
		try {
			expect(await again.call("staff.signIn", { name: "Otieno", pin }, "a")).toMatchObject({
				value: { session: { staff: { role: "technician" } } },
			});
			expect(await again.call("staff.changePin", { oldPin: pin, newPin: "846213" }, "a")).toMatchObject({ ok: true });
			expect(await again.call("staff.signIn", { name: "Otieno", pin }, "b")).toMatchObject({
				problem: { code: "wrong-pin" },
			});
			expect(await again.call("staff.signIn", { name: "Otieno", pin: "846213" }, "b")).toMatchObject({ ok: true });
		} finally {
			await again.close();
		}
	});

	test("is never taken from the last supervisor who can sign in", async () => {
		const id = await me();
		expect(await office.call("staff.setRole", { id, role: "clerk" })).toMatchObject({
			problem: { code: "last-supervisor" },
		});
		const other = await office.must("staff.add", { name: "Njeri", role: "supervisor", pin });
		await office.must("staff.setActive", { id: other.id, active: false });
		expect(await office.call("staff.setRole", { id, role: "clerk" })).toMatchObject({
			problem: { code: "last-supervisor" },
		});
		await office.must("staff.setActive", { id: other.id, active: true });
		await office.must("staff.resetPin", { id: other.id, newPin: pin });
		await office.must("staff.setRole", { id, role: "clerk" });
		expect(await office.call("staff.setRole", { id, role: "supervisor" })).toMatchObject({
			problem: { code: "not-allowed" },
		});
		await office.must("staff.signIn", { name: "Njeri", pin }, "second");
		expect(await office.call("staff.setActive", { id: other.id, active: false }, "second")).toMatchObject({
			problem: { code: "last-supervisor" },
		});
	});

	test("nobody by that id, and a role that there is not, are refused", async () => {
		expect(await office.call("staff.setRole", { id: "nobody", role: "clerk" })).toMatchObject({
			problem: { code: "staff-not-found" },
		});
		expect(await office.call("staff.setRole", { id: await me(), role: "owner" as "clerk" })).toMatchObject({
			problem: { code: "not-understood" },
		});
	});
});
