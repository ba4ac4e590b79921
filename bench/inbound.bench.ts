// Incoming texts of an office with many two-way numbers and many people in the middle of a survey: how many are handled a second, each
// durable on disk before the next, and how long somebody waits from their text's commit until the answer is queued.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutpost } from "../src/core/outpost.ts";
import { FrontDesk, signIn } from "../src/core/staff/index.ts";
import { fillCases } from "./fill-cases.ts";
import { report, round, timingOf } from "./measure.ts";
import { benchProject, benchStaff, keyCost, migrationsDir, openFilledOffice, seat } from "./open-office.ts";
import { makePeople } from "./people.ts";

const twoWay = 100_000;
const sessions = 10_000;
const answers = 1_500;
const keywords = 750;
const others = 750;

const dataDir = mkdtempSync(join(tmpdir(), "outpost-bench-inbound-"));
try {
	const people = await fill();
	const office = await openFilledOffice(dataDir);
	try {
		const { must } = office;
		await must("surveys.save", {
			definition: {
				name: "visit",
				questions: [
					{ kind: "number", property: "age", text: { "*": "How old are you?", sw: "Una umri gani?" } },
					{ kind: "text", property: "village", text: { "*": "Which village?", sw: "Kijiji gani?" } },
				],
			},
		});
		await must("keywords.save", {
			name: "hours",
			words: [{ text: "hours" }],
			answers: [{ language: "en", text: "Open from 8 to 17." }],
		});
		const { rows } = await must("cases.list", { state: "two-way", limit: 0 });
		rows.length = Math.min(rows.length, sessions);
		for (const { id } of rows) await must("surveys.start", { survey: "visit", caseId: id });
		const asked = rows.flatMap(({ digits }) => (digits === null ? [] : [digits]));
		const known = new Set(asked);
		const rest = people.filter((digits) => !known.has(digits));
		const texts = shuffled([
			...asked.slice(0, answers).map((from, nth) => ({ from, text: String(18 + (nth % 60)) })),
			...rest.slice(0, keywords).map((from) => ({ from, text: "Hours please" })),
			...rest.slice(keywords, keywords + others).map((from) => ({ from, text: "Asante sana daktari" })),
		]);

		// Not the practice phone, which keeps a record of its own.
		const to = "stick";
		await must("gateway.add", { name: to, kind: "modem", port: join(dataDir, "no-port") });
		/** By text: when it was committed, and when what it led to was. */
		const at = new Map<string, { in: number; out: number }>();
		office.outpost.listen(seat, (event) => {
			if (event.type !== "changed" || !event.topics.includes("inbox")) return;
			const now = performance.now();
			for (const id of event.ids ?? []) at.set(id, { in: at.get(id)?.in ?? now, out: now });
		});
		const replyMs: number[] = [];
		const cpu = process.cpuUsage();
		const started = performance.now();
		for (const text of texts) {
			const { message, replies } = await must("messages.simulate", { ...text, to });
			const seen = at.get(message.id);
			if (seen && replies.length > 0) replyMs.push(seen.out - seen.in);
		}
		const seconds = (performance.now() - started) / 1000;
		const { user, system } = process.cpuUsage(cpu);
		report("inbound", {
			twoWay: people.length,
			sessions: rows.length,
			texts: texts.length,
			perSecond: round(texts.length / seconds),
			perProcessorSecond: round(texts.length / ((user + system) / 1e6)),
			replyMs: timingOf(replyMs),
		});
	} finally {
		await office.close();
	}
} finally {
	rmSync(dataDir, { recursive: true, force: true });
}

/** Makes the office, with haste; it is then opened as the product opens it. Returns the two-way numbers. */
async function fill(): Promise<string[]> {
	const options = { dataDir, migrationsDir, keyCost };
	const outpost = await openOutpost(options);
	const made = await outpost.call(
		"office.setUp",
		{ language: "en", project: benchProject, supervisor: benchStaff },
		seat,
	);
	if (!made.ok) throw new Error(made.problem.code);
	await outpost.close();
	const desk = new FrontDesk({ options, onOpen() {}, onSession() {} });
	const signedIn = await signIn(desk, seat, benchStaff.name, benchStaff.pin);
	const acting = desk.actingAt(seat);
	if (!signedIn.ok || !acting.ok) throw new Error("nobody could sign in to the office just made");
	const { store } = acting.value;
	for (const pragma of ["cache_size = -2000000", "synchronous = OFF"]) store.prepare(`PRAGMA ${pragma}`).run();
	// Somewhat more people than numbers: some were never asked, or said no.
	fillCases(acting.value, makePeople(Math.ceil(twoWay * 1.35)));
	const held = store.prepare<{ digits: string }>("SELECT digits FROM phone_entry WHERE two_way = 1").all();
	desk.close();
	return held.map(({ digits }) => digits);
}

/** The same order each time. */
function shuffled<T>(list: readonly T[]): T[] {
	return list
		.map((one, nth) => ({ one, at: (nth * 7919) % list.length }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);
}
