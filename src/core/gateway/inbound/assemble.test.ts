import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog, systemClock } from "../../ground/index.ts";
import { fieldTiming } from "../modem/timing.ts";
import { encodeDeliver } from "../pdu/encode-network.ts";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { handOverIncomplete } from "./assemble.ts";
import { markCleared, takeIn, takeInAll } from "./take-in.ts";

let office: RadioOffice;
let laterMs = 0;
beforeEach(() => {
	office = radioOffice();
	laterMs = 0;
});
afterEach(() => office.end());

const text = "Mtoto ana homa na anatapika. Naomba ushauri wa haraka. ".repeat(6);
const deliver = (reference: number, from = "255712345678") =>
	encodeDeliver({ from, text, atMs: Date.UTC(2026, 0, 5), reference });
const deps = () => ({
	store: office.store,
	clock: { nowMs: () => systemClock.nowMs() + laterMs, upMs: systemClock.upMs },
	log: silentLog,
	timing: fieldTiming,
	tell: () => {},
	mayRun: () => true,
	wake: () => {},
	onHealth: () => {},
	hooks: {
		isBehind: () => false,
		whyNotSend: () => null,
		onSendState: () => {},
		onText: (one: RadioOffice["texts"][number]) => void office.texts.push(one),
	},
});
const take = (pdu: string, sim = "001010000000001") => takeIn(deps(), { gateway: "practice", sim, pdu, slot: null });

describe("parts of a long text", () => {
	it("come in any order, twice, and between those of another", () => {
		const [a1 = "", a2 = "", a3 = ""] = deliver(1);
		const other = deliver(1, "255787654321");
		for (const pdu of [a3, other[0] ?? "", a1, a3, a1, other[2] ?? ""]) expect(take(pdu)).toEqual([]);
		expect(take(a2)).toEqual([office.texts[0]?.id]);
		expect(take(other[1] ?? "")).toHaveLength(1);
		expect(office.texts).toMatchObject([
			{ from: "255712345678", text, incomplete: false },
			{ from: "255787654321", text },
		]);
		expect(take(a2)).toEqual([]);
	});

	it.each([54, 255])("are %i, and make one text, the last part first", (count) => {
		const long = "Maji ".repeat((count * 153) / 5).slice(0, count * 153 - 1);
		const parts = encodeDeliver({ from: "255712345678", text: long, atMs: Date.UTC(2026, 0, 5), reference: 9 });
		expect(parts).toHaveLength(count);
		for (const pdu of parts.toReversed().slice(0, -1)) expect(take(pdu)).toEqual([]);
		expect(take(parts[0] ?? "")).toHaveLength(1);
		expect(office.texts).toMatchObject([{ text: long, incomplete: false }]);
	});

	it("go on with gaps after ten minutes, and once more when the rest has come", () => {
		const [first = "", second = "", third = ""] = deliver(2);
		take(first);
		take(third);
		handOverIncomplete(deps());
		expect(office.texts).toHaveLength(0);
		laterMs = 601_000;
		handOverIncomplete(deps());
		handOverIncomplete(deps());
		expect(office.texts).toMatchObject([{ incomplete: true, text: expect.stringMatching(/^Mtoto.*….*haraka\. $/) }]);
		take(second);
		expect(office.texts[1]).toMatchObject({ id: office.texts[0]?.id, incomplete: false, text });
	});

	it("with a reference used again make a text of their own", () => {
		const again = encodeDeliver({
			from: "255712345678",
			text: text.toUpperCase(),
			atMs: Date.UTC(2026, 0, 6),
			reference: 3,
		});
		const [first = "", second = "", third = ""] = deliver(3);
		take(first);
		laterMs = 500;
		take(again[0] ?? "");
		laterMs = 1000;
		for (const pdu of again.slice(1)) take(pdu);
		for (const pdu of [second, third]) take(pdu);
		expect(office.texts.map((one) => one.text)).toEqual([text.toUpperCase(), text]);
	});
});

describe("what can't be read", () => {
	it("is one text without words, and holds up nobody", async () => {
		office.gateways.add({ name: "practice", kind: "simulator" });
		expect(take("0004ZZ")).toHaveLength(1);
		expect(take("0004ZZ")).toHaveLength(0);
		expect(take("00040B915155214365F70000620150800000000BE8")).toHaveLength(1);
		expect(office.texts).toMatchObject([{ text: null, from: "" }, { text: null }]);
		office.gateways.start();
		await until(() => office.gateways.list("any")[0]?.state === "ready");
	});
});

describe("the place where a PDU lay (modem §5.1)", () => {
	const sim = "001010000000001";
	const [pdu = ""] = encodeDeliver({ from: "255712345678", text: "Hello", atMs: Date.UTC(2026, 0, 5), reference: 0 });
	const at = (index: number, memory = "SM") => ({ gateway: "practice", sim, pdu, slot: { memory, index } });
	const rows = () =>
		office.store
			.prepare<Record<string, unknown>>("SELECT id, memory, place, cleared, repeat_of FROM inbound_part ORDER BY id")
			.all()
			.map(({ id, memory, place, cleared, repeat_of }) => [id, memory, place, cleared, repeat_of]);

	it("is kept with it, and that it was emptied", () => {
		takeIn(deps(), at(0));
		expect(rows()).toEqual([[1, "SM", 0, 0, null]]);
		markCleared(deps(), sim, [{ memory: "SM", index: 0 }]);
		expect(rows()).toEqual([[1, "SM", 0, 1, null]]);
		expect(office.texts).toHaveLength(1);
	});
	it("tells what still lies there from what came again", () => {
		for (let look = 0; look < 3; look += 1) takeIn(deps(), at(4));
		expect(rows()).toEqual([[1, "SM", 4, 0, null]]);
		markCleared(deps(), sim, [{ memory: "SM", index: 4 }]);
		takeIn(deps(), at(4));
		takeIn(deps(), at(4, "ME"));
		expect(rows().slice(1)).toEqual([
			[2, "SM", 4, 0, 1],
			[3, "ME", 4, 0, 1],
		]);
		expect(office.texts).toHaveLength(1);
	});
	it("gives two equal ones in one listing a row each, the second marked as a repeat, and one text", () => {
		for (let look = 0; look < 2; look += 1) takeInAll(deps(), [at(1), at(2)]);
		expect(rows()).toEqual([
			[1, "SM", 1, 0, null],
			[2, "SM", 2, 0, 1],
		]);
		expect(office.texts).toHaveLength(1);
	});
	it("is none where it came on the line itself: told again, it is a repeat", () => {
		for (let times = 0; times < 2; times += 1) take(pdu);
		expect(rows()).toEqual([
			[1, null, null, 1, null],
			[2, null, null, 1, 1],
		]);
		expect(office.texts).toHaveLength(1);
	});
});
