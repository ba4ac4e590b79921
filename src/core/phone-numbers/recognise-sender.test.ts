import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";

let office: Awaited<ReturnType<typeof openTestOffice>>;
beforeEach(async () => {
	office = await openTestOffice({ country: "KE" });
});
afterEach(() => office.close());

/** Registers a case that holds its number two-way. */
const twoWay = (name: string, phone: string) =>
	office.must("cases.register", {
		type: "person",
		name,
		phone,
		acceptDoubtful: true,
		consent: { answer: "yes", channel: "spoken" },
	});
const from = async (sender: string) =>
	(await office.must("messages.simulate", { from: sender, text: "hello" })).message;

test.each([
	["254712345678", "exactly"],
	["+254712345678", "with a plus"],
	["0712345678", "in national form, by the country of the SIM or the office"],
	["712345678", "in national form without its zero"],
	["00254712345678", "with the international prefix as digits"],
	["000254712345678", "with three digits in front"],
	["2345678", "by its last seven digits"],
])("%s is recognised: %s", async (sender) => {
	await twoWay("Amina", "254712345678");
	expect(await from(sender)).toMatchObject({ from: "254712345678", contact: { name: "Amina" }, problem: null });
});

test.each([["345678"], ["678"], ["MTN"], ["Stop-Info"], ["0722345678"]])("%s is a stranger", async (sender) => {
	await twoWay("Amina", "254712345678");
	expect(await from(sender)).toMatchObject({ contact: null, problem: null });
});

test("a one-way contact is not recognised", async () => {
	await office.must("cases.register", { type: "person", name: "Amina", phone: "254712345678" });
	expect(await from("254712345678")).toMatchObject({ contact: null });
});

test("an end that two numbers share is nobody's, and staff are shown whose it may be", async () => {
	await twoWay("Amina", "254712345678");
	await twoWay("Okello", "256772345678");
	const message = await from("2345678");
	expect(message).toMatchObject({ from: "2345678", contact: null, problem: "ambiguous-sender", claimedBy: "staff" });
	expect((await office.must("number.couldBe", { digits: "2345678" })).map(({ name }) => name)).toEqual([
		"Amina",
		"Okello",
	]);
	expect(await office.must("number.couldBe", { digits: "345678" })).toEqual([]);
});

test("the end of a pending number is not enough to verify it, nor is it somebody else's", async () => {
	await office.must("workers.create", { username: "okello", phones: ["256772345678"] });
	await office.must("workers.verify", { username: "okello", digits: "256772345678" });
	const answered = await office.must("messages.simulate", { from: "2345678", text: "123" });
	expect(answered).toMatchObject({ claimedBy: "staff", message: { from: "2345678", contact: null } });
	expect((await office.must("workers.show", { username: "okello" })).numbers[0]?.status).toBe("pending");
});
