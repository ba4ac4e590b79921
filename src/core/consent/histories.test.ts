import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";
import { movableClock } from "../ground/index.ts";

type Office = Awaited<ReturnType<typeof openTestOffice>>;
let office: Office;
let projects: { id: string; name: string }[];
const clock = movableClock();
beforeAll(async () => {
	office = await openTestOffice({ clock });
	const river = { name: "river", country: "US", timeZone: "America/New_York", languages: ["en"] };
	projects = [office.setUp.project, await office.must("projects.add", river)];
	for (const { id } of projects) {
		await office.must("projects.use", { id });
		await office.must("surveys.save", {
			definition: {
				name: "visit",
				questions: [{ kind: "consent" }, { kind: "text", property: "village", text: "Village?" }],
				closing: "Thank you.",
			},
		});
		await office.must("keywords.save", {
			name: "hours",
			words: [{ text: "hours" }],
			answers: [{ language: "en", text: "From 8 to 17." }],
		});
		await office.must("selfRegistration.saveSettings", {
			case: { enabled: true, type: "person", owner: "nurses", submitter: "ann" },
			worker: { enabled: true },
			welcome: { case: { enabled: true, survey: "visit" }, worker: { enabled: true } },
		});
	}
});
afterAll(() => office.close());

const people = [
	...["STOP", "stop.", "START", "123", "1", "hours", "Kisumu", "2"],
	...["join clinic", "join river", "join clinic worker", "join river worker"],
] as const;
const staff = ["register", "close", "reopen", "send", "survey", "verify", "send all"] as const;
const deed = fc.record({
	project: fc.constantFrom(0, 1),
	number: fc.constantFrom(0, 1),
	do: fc.oneof(fc.constantFrom(...people), fc.constantFrom(...staff)),
});

/** `OUTPOST_HISTORIES=100` for a longer look. */
const histories = Number(process.env.OUTPOST_HISTORIES ?? 12);
let run = 0;
let stops = 0;
let refusedStops = 0;
test("in any history of two projects no number is two-way twice, and one that texted STOP gets its one confirmation and nothing else", {
	timeout: 300_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(deed, { minLength: 20, maxLength: 40, size: "max" }), async (deeds) => {
			const numbers = [12065560000 + run * 2, 12065560001 + run * 2].map(String);
			run++;
			const cases: { id: string; project: number; digits: string }[] = [];
			for (const one of deeds) {
				clock.pass(7 * 60_000);
				await office.must("projects.use", { id: projects[one.project]?.id ?? "" });
				await live(one, numbers[one.number] ?? "", cases);
				for (const digits of numbers) {
					const { entries } = await office.must("number.show", { digits });
					expect(entries.filter(({ state }) => state === "two-way").length).toBeLessThanOrEqual(1);
				}
			}
			await office.pump();
			for (const digits of numbers) await heardOnlyConfirmations(digits);
		}),
		{ seed: 20261126, numRuns: histories },
	);
	// Histories in which nobody stops, or nothing is held back, would show nothing.
	expect(stops).toBeGreaterThan(histories);
	expect(refusedStops).toBeGreaterThan(histories / 6);
});

async function live(
	one: { project: number; do: string },
	digits: string,
	cases: { id: string; project: number; digits: string }[],
): Promise<void> {
	const some = cases.filter((each) => each.project === one.project && each.digits === digits);
	const caseId = some.at(-1)?.id ?? "";
	switch (one.do) {
		case "register": {
			const consent = some.length % 2 === 0 ? { consent: { answer: "yes", channel: "spoken" } as const } : {};
			const made = { type: "person", name: "P", phone: digits, acceptDoubtful: true, ...consent };
			cases.push({ id: (await office.must("cases.register", made)).id, project: one.project, digits });
			return;
		}
		case "close":
		case "reopen":
			await office.call(`cases.${one.do}`, { id: caseId });
			return;
		case "send": {
			const sent = await office.call("messages.send", { to: digits, text: `news ${clock.nowMs()}` });
			if (!sent.ok && sent.problem.code === "PHONE_NUMBER_OPTED_OUT") refusedStops++;
			return;
		}
		case "survey":
			await office.call("surveys.start", { survey: "visit", caseId, reason: "they wanted it" });
			return;
		case "verify":
			await office.call("workers.verify", { username: digits, digits });
			return;
		case "send all":
			await office.pump();
			return;
		default:
			await office.must("messages.simulate", { from: digits, text: one.do });
			if (/^stop/i.test(one.do)) stops++;
	}
}

/** What the phone shows: after each STOP, until the next START, one text of the office at most, which is the confirmation. */
async function heardOnlyConfirmations(digits: string): Promise<void> {
	let isStopped = false;
	let since: string[] = [];
	for (const { fromMe, text } of await office.must("practice.conversation", { digits })) {
		if (fromMe && /^stop/i.test(text)) {
			isStopped = true;
			since = [];
		} else if (fromMe && text === "START") isStopped = false;
		else if (!fromMe && isStopped) {
			since.push(text);
			expect(since.length, `${digits}: ${since.join(" | ")}`).toBe(1);
			expect(text).toMatch(/^You have opted-out from receiving messages from (clinic|river)\./);
		}
	}
}
