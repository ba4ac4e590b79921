import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { add, officeForTests, projectFlags } from "./office-for-tests.ts";

const { here: outpost, remove } = officeForTests();
afterAll(remove);
beforeAll(async () => {
	expect(await outpost(["init", ...projectFlags])).toMatchObject({ code: 0, err: "" });
});

async function json(...argv: string[]) {
	const { code, out, err, lines } = await outpost(["--json", ...argv]);
	if (code !== 0) throw new Error(`${argv.join(" ")}: ${code} ${err || out}`);
	return lines.map((line) => JSON.parse(line));
}
const one = async (...argv: string[]) => (await json(...argv))[0];
async function refusal(...argv: string[]) {
	const { code, out } = await outpost(["--json", ...argv]);
	expect(code).toBe(1);
	return JSON.parse(out).problem;
}

describe("a worker on the command line", () => {
	it("is added, verified by 123 and shown with the keys that scripts rely on", async () => {
		const added = await one("worker", "add", "--username", "Amina.O", "--phone", "0712 345 678", "--language", "sw");
		expect(added).toMatchObject({
			project: "Riverside Clinic",
			username: "amina.o",
			active: true,
			language: "sw",
			numbers: [{ digits: "254712345678", status: "unverified", default: true }],
		});
		for (const key of ["id", "project", "username", "active", "language", "numbers"]) expect(added).toHaveProperty(key);
		expect(await one("worker", "verify", "amina.o", "254712345678")).toMatchObject({
			username: "amina.o",
			outcome: "started",
			numbers: [{ status: "pending" }],
		});
		expect(await refusal("worker", "verify", "amina.o", "254712345678")).toMatchObject({
			code: "too-soon",
			message: expect.stringMatching(/\d+ seconds/),
		});
		expect(await one("number", "show", "254712345678")).toMatchObject({ entries: [{ state: "pending" }] });
		expect(await one("simulate", "--from", "254712345678", "--text", "'123'")).toMatchObject({
			claimedBy: "verification",
			message: { contact: { kind: "worker", id: "amina.o", project: "Riverside Clinic" } },
			replies: [{ to: "254712345678", text: expect.stringContaining("verified") }],
		});
		expect(await one("worker", "verify", "amina.o", "+254712345678")).toMatchObject({ outcome: "already-verified" });
		expect(await one("worker", "show", "AMINA.O")).toMatchObject({ numbers: [{ status: "verified" }] });
		expect(await one("number", "show", "254712345678")).toEqual({
			digits: "254712345678",
			entries: [
				{
					owner: { kind: "worker", id: "amina.o", name: "amina.o", project: "Riverside Clinic" },
					state: "two-way",
				},
			],
			optedOut: false,
		});
		expect(await one("send", "--to", "worker:amina.o", "--text", "Habari")).toMatchObject({
			to: "254712345678",
			state: "queued",
			contact: { kind: "worker", id: "amina.o" },
		});
	});

	it("is told who is in the way, and the number is free once that is gone", async () => {
		const [held] = await json(...add("Otieno", "0722345678", "--consent", "verbal"));
		await one("worker", "add", "--username", "bob", "--phone=+254722345678");
		expect(await one("worker", "verify", "bob", "254722345678")).toMatchObject({
			outcome: "in-use",
			numbers: [{ status: "duplicate", inUseBy: { kind: "case", id: held.id, name: "Otieno" } }],
		});
		await one("case", "close", held.id);
		expect(await one("worker", "verify", "bob", "254722345678")).toMatchObject({ outcome: "started" });
		expect(await one("worker", "remove-number", "bob", "254722345678")).toMatchObject({ numbers: [] });
		expect(await one("case", "reopen", held.id)).toMatchObject({ number: { state: "two-way" } });
	});

	it("takes doubtful numbers with --accept-warnings only", async () => {
		expect(await refusal("worker", "add", "--username", "carl", "--phone", "15551234567")).toMatchObject({
			code: "doubtful-number",
		});
		await one("worker", "add", "--username", "carl", "--phone", "15551234567", "--accept-warnings");
		expect(await refusal("worker", "add-number", "carl", "15551234568")).toMatchObject({ code: "doubtful-number" });
		expect(await one("worker", "add-number", "carl", "15551234568", "--accept-warnings")).toMatchObject({
			numbers: [
				{ digits: "15551234567", default: true },
				{ digits: "15551234568", default: false },
			],
		});
	});

	it("is deactivated and comes back one-way; lists are newest first", async () => {
		expect(await one("worker", "deactivate", "amina.o")).toMatchObject({ active: false });
		expect(await one("number", "show", "254712345678")).toMatchObject({ entries: [] });
		expect(await refusal("send", "--to", "worker:amina.o", "--text", "x")).toMatchObject({
			code: "CONTACT_IS_INACTIVE",
		});
		expect(await one("worker", "reactivate", "amina.o")).toMatchObject({
			active: true,
			numbers: [{ status: "unverified" }],
		});
		const names = async (...more: string[]) => (await json("worker", "list", ...more)).map(({ username }) => username);
		expect(await names()).toEqual(["carl", "bob", "amina.o"]);
		expect(await names("--limit", "1")).toEqual(["carl"]);
		expect(await names("--limit", "0", "--search", "bob")).toEqual(["bob"]);
	});

	it("is refused with a code and a sentence", async () => {
		expect(await refusal("worker", "show", "nobody")).toMatchObject({ code: "worker-not-found" });
		expect(await refusal("worker", "add", "--username", "bob")).toMatchObject({ code: "username-taken" });
		expect(await refusal("worker", "add", "--username", "ADMIN")).toMatchObject({ code: "username-reserved" });
		expect(await refusal("worker", "remove-number", "bob", "1")).toMatchObject({ code: "number-not-of-worker" });
		expect(await refusal("send", "--to", "worker:nobody", "--text", "x")).toMatchObject({ code: "worker-not-found" });
	});

	it("speaks to people too, and says what no gateway means", async () => {
		await one("gateway", "remove", "practice");
		const ran = await outpost(["worker", "verify", "carl", "15551234567"]);
		expect(ran).toMatchObject({ code: 0 });
		expect(ran.out).toMatch(/no gateway serves this number[\s\S]*carl/);
		expect((await one("worker", "verify", "carl", "15551234567")).outcome).toBe("no-gateway");
	});
});
