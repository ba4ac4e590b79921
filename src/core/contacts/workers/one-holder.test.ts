import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openTestOffice, testPin } from "../../../testing/test-office.ts";
import { movableClock } from "../../ground/index.ts";

type Office = Awaited<ReturnType<typeof openTestOffice>>;
const river = { name: "river", country: "US", timeZone: "America/New_York", languages: ["en"] };
const numbers = ["12065550101", "12065550102"] as const;
const usernames = ["ann", "bob"] as const;

interface Deed {
	project: number;
	who: string;
	digits: string;
	do:
		| ("add" | "verify" | "answer" | "wrong-answer" | "remove" | "deactivate" | "reactivate" | "stop")
		| ("register" | "close" | "reopen" | "unflag" | "delete");
}

const deed: fc.Arbitrary<Deed> = fc.record({
	project: fc.constantFrom(0, 1),
	who: fc.constantFrom(...usernames),
	digits: fc.constantFrom(...numbers),
	do: fc.oneof(
		{ weight: 3, arbitrary: fc.constant("verify" as const) },
		{ weight: 3, arbitrary: fc.constantFrom("answer" as const) },
		{ weight: 1, arbitrary: fc.constant("add" as const) },
		{ weight: 1, arbitrary: fc.constantFrom("remove", "deactivate", "reactivate", "wrong-answer", "stop" as const) },
		{ weight: 2, arbitrary: fc.constantFrom("register", "close", "reopen", "unflag", "delete" as const) },
	),
});

test("in any history of two projects no number is two-way or pending twice, and no worker's is two-way without its 123", {
	timeout: 300_000,
}, async () => {
	let verified = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(deed, { minLength: 20, maxLength: 50, size: "max" }), async (deeds) => {
			const clock = movableClock();
			const office = await openTestOffice({ clock });
			try {
				verified += await live(office, deeds, () => clock.pass(3 * 60 * 60_000));
			} finally {
				await office.close();
			}
		}),
		{ seed: 20261124, numRuns: 80 },
	);
	// Histories in which nobody is ever verified would show nothing.
	expect(verified).toBeGreaterThan(50);
});

/** Days pass, so that nobody runs into the limit of resends; not so many that an answer comes too late. */
async function live(office: Office, deeds: Deed[], wait: () => void): Promise<number> {
	const projects = [office.setUp.project.id, (await office.must("projects.add", river)).id];
	const inProject = (nth: number) => office.must("projects.use", { id: projects[nth] ?? "" });
	for (const nth of [0, 1]) {
		await inProject(nth);
		for (const username of usernames)
			await office.must("workers.create", { username, phones: [...numbers], acceptDoubtful: true });
	}
	/** Numbers a worker has proved, as `project username digits`; kept by the test, not read from the office. */
	const proved = new Set<string>();
	/** Pending ones, by digits: whose answer is waited for. */
	const pending = new Map<string, string>();
	const cases: { id: string; project: number }[] = [];
	let verified = 0;

	for (const [nth, { project, who, digits, ...one }] of deeds.entries()) {
		wait();
		await inProject(project);
		const key = `${project} ${who} ${digits}`;
		const some = cases.filter((each) => each.project === project);
		const person = some[nth % Math.max(1, some.length)];
		switch (one.do) {
			case "add":
				await office.must("workers.addNumber", { username: who, phone: digits, acceptDoubtful: true });
				break;
			case "remove":
				await office.call("workers.removeNumber", { username: who, digits });
				proved.delete(key);
				if (pending.get(digits) === key) pending.delete(digits);
				break;
			case "deactivate":
				await office.must("workers.deactivate", { username: who });
				for (const each of numbers) {
					proved.delete(`${project} ${who} ${each}`);
					if (pending.get(each) === `${project} ${who} ${each}`) pending.delete(each);
				}
				break;
			case "reactivate":
				await office.must("workers.reactivate", { username: who });
				break;
			case "verify": {
				const asked = await office.call("workers.verify", { username: who, digits });
				if (asked.ok && asked.value.outcome === "started") pending.set(digits, key);
				break;
			}
			case "answer":
			case "wrong-answer": {
				const text = one.do === "answer" ? "ok 123" : "1234";
				const { claimedBy } = await office.must("messages.simulate", { from: digits, text });
				const waiting = pending.get(digits);
				expect(claimedBy === "verification").toBe(one.do === "answer" && waiting !== undefined);
				if (claimedBy !== "verification" || !waiting) break;
				proved.add(waiting);
				pending.delete(digits);
				verified += 1;
				break;
			}
			case "stop":
				await office.must("messages.simulate", { from: digits, text: nth % 2 ? "STOP" : "START" });
				break;
			case "register": {
				const consent = { answer: "yes", channel: "spoken" } as const;
				const made = { type: "person", name: "P", phone: digits, acceptDoubtful: true, consent };
				cases.push({ id: (await office.must("cases.register", made)).id, project });
				break;
			}
			case "unflag":
				if (person) {
					const properties = [{ name: "contact_phone_number_is_verified", value: "" }];
					await office.call("cases.change", { id: person.id, properties });
				}
				break;
			default:
				if (person) await office.call(`cases.${one.do}`, { id: person.id });
		}
		await check(office, projects, proved, pending);
	}
	return verified;
}

async function check(office: Office, projects: string[], proved: Set<string>, pending: Map<string, string>) {
	for (const digits of numbers) {
		const { entries } = await office.must("number.show", { digits });
		const reserved = entries.filter(({ state }) => state !== "one-way");
		expect(reserved.length).toBeLessThanOrEqual(1);
	}
	for (const [nth, id] of projects.entries()) {
		await office.must("projects.use", { id });
		for (const worker of (await office.must("workers.list", {})).rows)
			for (const { digits, status } of worker.numbers) {
				const key = `${nth} ${worker.username} ${digits}`;
				expect(status === "verified").toBe(proved.has(key));
				expect(status === "pending").toBe(pending.get(digits) === key);
			}
	}
}

test("two windows that ask the same number at once: one is told that it is in use", async () => {
	const office = await openTestOffice();
	try {
		const other = await office.must("projects.add", river);
		await office.must("staff.signIn", { name: "Supervisor", pin: testPin }, "window");
		await office.must("projects.use", { id: other.id }, "window");
		const made = { phones: [...numbers], acceptDoubtful: true };
		await office.must("workers.create", { ...made, username: "ann" });
		await office.must("workers.create", { ...made, username: "bob" }, "window");
		for (const digits of numbers) {
			const outcomes = await Promise.all([
				office.must("workers.verify", { username: "ann", digits }),
				office.must("workers.verify", { username: "bob", digits }, "window"),
			]);
			expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["in-use", "started"]);
		}
	} finally {
		await office.close();
	}
});

test("two processes that ask the same numbers at once: each number is asked by one of them", {
	timeout: 120_000,
}, async () => {
	const office = await openTestOffice();
	try {
		const other = await office.must("projects.add", river);
		const many = Array.from({ length: 20 }, (_, nth) => `120655501${String(nth).padStart(2, "0")}`);
		const made = { phones: many, acceptDoubtful: true };
		await office.must("workers.create", { ...made, username: "ann" });
		await office.must("projects.use", { id: other.id });
		await office.must("workers.create", { ...made, username: "bob" });
		const askers = [
			await startAsker(office.dataDir, office.setUp.project.id, "ann"),
			await startAsker(office.dataDir, other.id, "bob"),
		];
		for (const asker of askers) asker.go();
		const [ann = [], bob = []] = await Promise.all(askers.map((asker) => asker.ended));
		expect(ann).toHaveLength(many.length);
		for (const [nth, digits] of many.entries()) {
			expect([ann[nth] ?? "", bob[nth] ?? ""].toSorted((a, b) => a.localeCompare(b))).toEqual([
				`${digits} in-use`,
				`${digits} started`,
			]);
			const { entries } = await office.must("number.show", { digits });
			expect(entries.filter(({ state }) => state === "pending")).toHaveLength(1);
		}
	} finally {
		await office.close();
	}
});

async function startAsker(dataDir: string, project: string, username: string) {
	const child: ChildProcess = spawn(
		process.execPath,
		[join(import.meta.dirname, "testing/asker.ts"), dataDir, "Supervisor", testPin, project, username],
		{ stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, NODE_NO_WARNINGS: "1" } },
	);
	const lines: string[] = [];
	let rest = "";
	const ready = new Promise<void>((done) => {
		child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
			const pieces = (rest + piece).split("\n");
			rest = pieces.pop() ?? "";
			for (const line of pieces)
				if (line === "ready") done();
				else lines.push(line);
		});
	});
	const ended = new Promise<string[]>((done) => child.on("close", () => done(lines)));
	await Promise.race([ready, ended]);
	return { ended, go: () => child.stdin?.write("go\n") };
}
