import { afterAll, beforeAll, expect, test } from "vitest";
import { heardBy, openTestOffice } from "../../testing/test-office.ts";

/** Enough to notice a gate in the wrong place; `OUTPOST_RACES=500` for the whole figure (reliability I2). */
const races = Number(process.env.OUTPOST_RACES ?? 100);
const textsEach = 6;
const numberOf = (nth: number) => String(12065550000 + nth);

let office: Awaited<ReturnType<typeof openTestOffice>>;
const stop = new AbortController();
/** Texts whose first byte the modem has been handed, in order. */
const handed: string[] = [];
let running: Promise<unknown>;

beforeAll(async () => {
	office = await openTestOffice();
	running = office.outpost.runGateways("desk", {
		signal: stop.signal,
		onEvent: ({ event, messageId }) => {
			if (event === "sending" && messageId !== undefined) handed.push(messageId);
		},
	});
});
afterAll(async () => {
	stop.abort();
	await running;
	await office.close();
});

/**
 * Bulk texts leave through the simulated modem while their recipients stop, each at a moment of its own. What the modem had been handed when the STOP
 * was committed is all that it ever gets, but for the one confirmation.
 */
test(`${races} people text STOP while texts to them are leaving: the modem gets nothing for them afterwards`, {
	timeout: 60_000 + races * 1_000,
}, async () => {
	const atCommit = new Map<string, number>();
	let inTheMiddle = 0;
	for (let nth = 0; nth < races; nth++) {
		const digits = numberOf(nth);
		const person = await office.must("cases.register", {
			type: "person",
			name: `Person ${nth}`,
			phone: digits,
			acceptDoubtful: true,
			consent: { answer: "yes", channel: "spoken" },
		});
		const mine = new Set<string>();
		for (let text = 0; text < textsEach; text++)
			mine.add((await office.must("messages.send", { to: `case:${person.id}`, text: `bulk ${nth}.${text}` })).id);
		// From before the first text to about the last, and then some milliseconds into the dialogue with the modem.
		while (handed.filter((id) => mine.has(id)).length < nth % textsEach) await new Promise(setImmediate);
		await new Promise((done) => setTimeout(done, (nth * 7) % 11));
		const silence = office.outpost.listen("desk", (event) => {
			// Said right after the commit, before anything else can run.
			if (event.type === "changed" && event.topics.includes("consent") && !atCommit.has(digits))
				atCommit.set(digits, handed.filter((id) => mine.has(id)).length);
		});
		const asked = performance.now();
		expect((await office.must("messages.simulate", { from: digits, text: "STOP" })).claimedBy).toBe("opt-out");
		expect(performance.now() - asked).toBeLessThan(5_000);
		silence();
		const before = atCommit.get(digits) ?? -1;
		if (before > 0 && before < textsEach) inTheMiddle++;
	}
	await untilNothingWaits();
	expect(atCommit.size).toBe(races);
	for (const [digits, before] of atCommit) {
		const heard = await heardBy(office, digits);
		const bulk = heard.filter((text) => text.startsWith("bulk"));
		expect(bulk.length, digits).toBe(before);
		expect(heard.length - bulk.length, digits).toBeLessThanOrEqual(1);
	}
	// A race that is over before it begins proves nothing.
	expect(inTheMiddle).toBeGreaterThan(races / 2);
});

async function untilNothingWaits(): Promise<void> {
	for (;;) {
		const { queued, sending } = await office.must("reports.home", {});
		if (queued + sending === 0) return;
		await new Promise((done) => setTimeout(done, 50));
	}
}
