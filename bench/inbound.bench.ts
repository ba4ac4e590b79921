// Incoming texts of an office with many two-way numbers and many people in the middle of a survey: how long somebody waits from the text's
// arrival until it and its answer are committed, and how many are handled a second, both where each comes alone and where many wait. Every one is
// durable before it counts; what one bare commit costs on this disk stands beside it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant, newIdInOrder } from "../src/core/ground/index.ts";
import { takeIn } from "../src/core/messaging/index.ts";
import { allPeople } from "../src/core/office-rooms.ts";
import { writeMeta } from "../src/core/storage/index.ts";
import { fillCases } from "./fill-cases.ts";
import { atItsDesk, fillOffice } from "./fill-office.ts";
import { measure, report, round, timingOf } from "./measure.ts";
import { type BenchOffice, openFilledOffice, seat } from "./open-office.ts";
import { makePeople } from "./people.ts";

const twoWay = 100_000;
const sessions = 10_000;
/** Of each half: those that come alone, and those that wait. Half answer a question, a quarter says a keyword, a quarter is for staff. */
const half = 3_000;
const gateway = "stick";

interface Text {
	from: string;
	text: string;
}

const dataDir = mkdtempSync(join(tmpdir(), "outpost-bench-inbound-"));
try {
	const held: string[] = [];
	await fillOffice(dataDir, (acting) => {
		// Somewhat more people than numbers: some were never asked, or said no.
		fillCases(acting, makePeople(Math.ceil(twoWay * 1.35)));
		for (const { digits } of acting.store
			.prepare<{ digits: string }>("SELECT digits FROM phone_entry WHERE two_way = 1")
			.all())
			held.push(digits);
	});
	const office = await openFilledOffice(dataDir);
	try {
		const asked = await askMany(office);
		const known = new Set(asked);
		const rest = held.filter((digits) => !known.has(digits));
		const [alone, waiting] = [0, 1].map((nth) => textsOf(asked, rest, nth)) as [Text[], Text[]];
		// Not the practice phone, which keeps a record of its own.
		await office.must("gateway.add", { name: gateway, kind: "modem", port: join(dataDir, "no-port") });
		report("inbound", {
			twoWay: held.length,
			sessions: asked.length,
			alone: await oneByOne(office, alone),
			waiting: await manyAtOnce(office, waiting),
		});
	} finally {
		await office.close();
	}
} finally {
	rmSync(dataDir, { recursive: true, force: true });
}

/** Everybody who is in the middle of a survey, by their numbers. */
async function askMany({ must }: BenchOffice): Promise<string[]> {
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
	return rows.flatMap(({ digits }) => (digits === null ? [] : [digits]));
}

function textsOf(asked: readonly string[], rest: readonly string[], nth: number): Text[] {
	const some = (list: readonly string[], count: number, place: number) =>
		list.slice(place * count, (place + 1) * count);
	return shuffled([
		...some(asked, half / 2, nth).map((from, at) => ({ from, text: String(18 + (at % 60)) })),
		...some(rest, half / 4, nth).map((from) => ({ from, text: "Hours please" })),
		...some(rest, half / 4, nth + 2).map((from) => ({ from, text: "Asante sana daktari" })),
	]);
}

/** Each is taken in and handled before the next comes, in one commit with its answer. */
async function oneByOne({ outpost, must }: BenchOffice, texts: readonly Text[]) {
	/** By text: when what it led to was committed. */
	const committedAt = new Map<string, number>();
	const deaf = outpost.listen(seat, (event) => {
		if (event.type !== "changed" || !event.topics.includes("inbox")) return;
		for (const id of event.ids ?? []) committedAt.set(id, performance.now());
	});
	const replyMs: number[] = [];
	const rate = rateOf(texts.length);
	for (const text of texts) {
		const arrivedAt = performance.now();
		const { message, replies } = await must("messages.simulate", { ...text, to: gateway });
		const at = committedAt.get(message.id);
		if (at !== undefined && replies.length > 0) replyMs.push(at - arrivedAt);
	}
	deaf();
	return { ...rate(), replyMs: timingOf(replyMs) };
}

/** Taken in one by one by another process, each in a commit of its own; then all are handled. */
async function manyAtOnce({ must }: BenchOffice, texts: readonly Text[]) {
	let takenIn = {};
	let commitMs = {};
	await atItsDesk(dataDir, async (acting) => {
		const { store, clock } = acting;
		commitMs = await measure(texts.slice(0, half / 6), ({ from }) => writeMeta(store, "bench", from));
		const rate = rateOf(texts.length);
		for (const text of texts) {
			const now = instant(clock);
			const whole = {
				gateway,
				international: true,
				incomplete: false,
				networkAt: now,
				receivedAt: now,
				simCountry: "KE",
			};
			store.write(() => takeIn(acting, allPeople, { id: newIdInOrder(clock), ...text, ...whole }));
		}
		takenIn = rate();
	});
	const rate = rateOf(texts.length);
	// Nobody told this process of them; it looks when the next comes.
	await must("messages.simulate", { from: "254700000001", text: "Hello", to: gateway });
	const handled = rate();
	const { queued } = await must("reports.home", {});
	return { takenIn, handled, queued, commitMs };
}

function rateOf(texts: number) {
	const cpu = process.cpuUsage();
	const started = performance.now();
	return () => {
		const ms = performance.now() - started;
		const { user, system } = process.cpuUsage(cpu);
		return { texts, perSecond: round((texts / ms) * 1000), processorMs: round((user + system) / 1000 / texts) };
	};
}

/** The same order each time. */
function shuffled<T>(list: readonly T[]): T[] {
	return list
		.map((one, nth) => ({ one, at: (nth * 7919) % list.length }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);
}
