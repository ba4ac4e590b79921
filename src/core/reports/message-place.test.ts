import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeAll(async () => {
	office = await openTestOffice();
});
afterAll(() => office.close());

test("a line of the audit about a text leads to its number and project, for supervisors only", async () => {
	const { message } = await office.must("messages.simulate", { from: "12025550143", text: "Is the clinic open?" });
	const sent = await office.must("messages.send", { to: "442071838750", text: "Yes" });
	const project = { id: expect.any(String), name: "clinic" };
	expect(await office.must("reports.messagePlace", { id: message.id })).toEqual({ digits: "12025550143", project });
	expect(await office.must("reports.messagePlace", { id: sent.id })).toEqual({ digits: "442071838750", project });
	expect(await office.call("reports.messagePlace", { id: "none" })).toMatchObject({
		problem: { code: "message-not-found" },
	});
	await office.must("staff.add", { name: "Clerk", role: "clerk", pin: "739201" });
	await office.must("staff.signIn", { name: "Clerk", pin: "739201" }, "second");
	expect(await office.call("reports.messagePlace", { id: sent.id }, "second")).toMatchObject({
		problem: { code: "not-allowed" },
	});
});
