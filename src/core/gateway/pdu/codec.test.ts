import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeTpdu } from "./decode-tpdu.ts";
import { encodeDeliver, encodeStatusReport } from "./encode-network.ts";
import { asRepeat, encodeSubmit, withoutValidity } from "./encode-submit.ts";
import { fromSeptets, packSeptets, toSeptets, unpackSeptets } from "./gsm7.ts";
import { lockingTables, septetsOf } from "./gsm7-tables.ts";
import { measureText } from "./measure-text.ts";
import { decodePdu, encodeText } from "./pdu-view.ts";
import { splitText } from "./split-text.ts";
import { readTimeStamp, writeTimeStamp } from "./time-stamp.ts";
import { type Content, textOf } from "./user-data.ts";

const seed = 20_260_105;
const gsmLetter = fc.constantFrom(...septetsOf.keys());
const gsmText = fc.array(gsmLetter, { minLength: 1, maxLength: 500 }).map((letters) => letters.join(""));
const anyText = fc.string({ unit: "binary", minLength: 1, maxLength: 300 });
const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);

function contentsOf(pdus: string[]): Content[] {
	return pdus.map((pdu) => {
		const decoded = decodeTpdu(pdu);
		if (!decoded.ok || decoded.value.kind === "status-report") throw new Error(`not read: ${pdu}`);
		return decoded.value.data.content;
	});
}

describe("letters", () => {
	it("has 128 places in each table", () => {
		for (const table of Object.values(lockingTables)) expect([...table]).toHaveLength(128);
		expect(septetsOf.size).toBe(127 + 10);
	});
	it("keeps the 7-bit letters that are easily taken for others", () => {
		for (const letter of "§¡¿ÄÖÑÜàéùìòÇØÅÆßΔΦΓΛΩΠΨΣΘΞ¤") expect(toSeptets(letter), letter).toHaveLength(1);
		for (const letter of "`çáíóúâê") expect(toSeptets(letter), letter).toBeNull();
	});
	it("shows the main letter for an unknown extension and a space for two escapes", () => {
		expect(fromSeptets([0x1b, 0x41, 0x1b, 0x1b, 0x1b, 0x65, 0x00])).toBe("A €@");
		expect(fromSeptets([0x1b, 0x69], { locking: 0, shift: 1 })).toBe("ı");
		expect(fromSeptets([0x04, 0x1b, 0x4f], { locking: 1, shift: 2 })).toBe("€Ó");
	});
	it("packs what it unpacks", () => {
		const septets = fc.array(fc.integer({ min: 0, max: 127 }), { maxLength: 160 });
		fc.assert(
			fc.property(septets, fc.integer({ min: 0, max: 6 }), (some, fill) => {
				expect(unpackSeptets(packSeptets(some, fill), some.length, fill)).toEqual(some);
			}),
			{ seed },
		);
	});
});

describe("known PDUs", () => {
	it("reads a DELIVER with its zone", () => {
		expect(decodePdu("07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07")).toMatchObject({
			ok: true,
			value: {
				kind: "deliver",
				from: "31641600986",
				text: "How are you?",
				centre: "31624000000",
				dcs: 0,
				international: true,
				at: "2002-08-26T19:37:41+00:00",
			},
		});
		expect(decodePdu("07917283010010F5040BC87238880900F10000993092516195800AE8329BFD4697D9EC37")).toMatchObject({
			ok: true,
			value: { from: "27838890001", text: "hellohello", at: "1999-03-29T15:16:59+02:00" },
		});
	});
	it("writes the SUBMIT of the standard example", () => {
		expect(encodeSubmit({ to: "46708251358", text: "hellohello" })).toEqual([
			{ pdu: "0001000B916407281553F800000AE8329BFD4697D9EC37", length: 22 },
		]);
		expect(encodeSubmit({ to: "46708251358", text: "hellohello", validityMinutes: 5760 })[0]?.pdu).toBe(
			"0011000B916407281553F80000AA0AE8329BFD4697D9EC37",
		);
	});
	it("reads letters as a sender", () => {
		const [pdu = ""] = encodeDeliver({ from: "Vodacom", text: "Hi", atMs: 0 });
		expect(decodePdu(pdu)).toMatchObject({ ok: true, value: { from: "Vodacom", international: false } });
		expect(pdu.slice(4, 8)).toBe("0DD0");
	});
	it("keeps a short code as it was sent", () => {
		const [pdu = ""] = encodeDeliver({ from: "*123#", text: "Hi", atMs: 0 });
		expect(decodePdu(pdu)).toMatchObject({ ok: true, value: { from: "*123#", international: false } });
	});
	it("refuses what is cut off at any place", () => {
		const whole = [
			...encodeDeliver({ from: "15551234567", text: "A few words ".repeat(20), atMs: 0, reference: 7 }),
			...encodeSubmit({ to: "15551234567", text: "नमस्ते", validityMinutes: 30 }).map((part) => part.pdu),
			encodeStatusReport({
				reference: 1,
				to: { value: "15551234567", kind: "international" },
				atMs: 0,
				doneAtMs: 0,
				status: 0,
			}),
		];
		for (const pdu of whole) {
			expect(decodeTpdu(pdu).ok).toBe(true);
			for (let length = 0; length < pdu.length; length += 1)
				expect(decodeTpdu(pdu.slice(0, length)).ok, `${pdu} at ${length}`).toBe(false);
		}
	});
	it("takes a report with fill behind it", () => {
		const pdu = encodeStatusReport({
			reference: 9,
			to: { value: "15551234567", kind: "international" },
			atMs: 0,
			doneAtMs: 60_000,
			status: 0x41,
		});
		expect(decodePdu(`${pdu}FFFFFF`)).toMatchObject({
			ok: true,
			value: { kind: "status-report", reference: 9, status: 0x41, to: "15551234567" },
		});
	});
	it("changes the flags of a SUBMIT in place", () => {
		const [part] = encodeSubmit({ to: "15551234567", text: "Hi", validityMinutes: 60 });
		expect(decodePdu(asRepeat(part?.pdu ?? ""))).toMatchObject({
			ok: true,
			value: { text: "Hi", wantsReport: true, validityMinutes: 60 },
		});
		expect(decodePdu(withoutValidity(part?.pdu ?? ""))).toMatchObject({
			ok: true,
			value: { text: "Hi", validityMinutes: null },
		});
	});
});

describe("time stamps", () => {
	it("reads zones of both signs and survives broken ones", () => {
		expect(readTimeStamp(writeTimeStamp(Date.UTC(2026, 0, 5, 8, 30), 330))).toBe("2026-01-05T14:00:00+05:30");
		expect(readTimeStamp(writeTimeStamp(Date.UTC(2026, 0, 5, 0, 30), -60))).toBe("2026-01-04T23:30:00-01:00");
		expect(readTimeStamp(Buffer.from("621050800000E1", "hex"))).toBe("2026-01-05T08:00:00+00:00");
		expect(readTimeStamp(Buffer.from("62FF5080000000", "hex"))).toBeNull();
	});
});

describe("splitting", () => {
	it.each([
		["a".repeat(160), 1],
		["a".repeat(161), 2],
		["a".repeat(306), 2],
		["a".repeat(307), 3],
		["€".repeat(80), 1],
		["€".repeat(81), 2],
		["я".repeat(70), 1],
		["я".repeat(71), 2],
		["я".repeat(134), 2],
		["я".repeat(135), 3],
		["😀".repeat(35), 1],
		["😀".repeat(36), 2],
		[`${"a".repeat(152)}€${"a".repeat(152)}`, 3],
		["", 1],
	])("%# cuts as phones do", (text, parts) => {
		expect(splitText(text)).toHaveLength(parts);
	});
	it("never cuts a letter", () => {
		const [first, second] = splitText(`${"a".repeat(152)}€${"b".repeat(20)}`);
		expect(first).toMatchObject({ septets: expect.objectContaining({ length: 152 }) });
		expect(second && second.alphabet === "gsm7" && second.septets.slice(0, 2)).toEqual([0x1b, 0x65]);
	});
});

describe("encode and decode", () => {
	it("gives back every text (fast-check seed 20260105)", () => {
		fc.assert(
			fc.property(digits, fc.oneof(gsmText, anyText), fc.integer({ min: 0, max: 255 }), (to, text, reference) => {
				const parts = encodeSubmit({ to, text, reference, report: true });
				expect(textOf(contentsOf(parts.map((part) => part.pdu)))).toBe(text);
				for (const [nth, part] of parts.entries()) {
					expect(part.length).toBe(part.pdu.length / 2 - 1);
					expect(decodePdu(part.pdu)).toMatchObject({
						ok: true,
						value: { to, part: nth + 1, parts: parts.length, wantsReport: true },
					});
				}
				const delivered = encodeDeliver({ from: to, text, atMs: Date.UTC(2026, 0, 5), reference });
				expect(textOf(contentsOf(delivered))).toBe(text);
			}),
			{ seed, numRuns: 400 },
		);
	});

	it("refuses what is no hex", () => {
		for (const bad of ["", "0", "zz", "00 ", "0011g0", " ", "\u0000", "A".repeat(5000)])
			expect(decodePdu(bad).ok, bad).toBe(false);
	});
});

describe("cost", () => {
	it("counts letters, parts and what a plainer wording saves", () => {
		expect(measureText("Hello €")).toEqual({
			encoding: "gsm7",
			parts: 1,
			units: 8,
			room: 160,
			costly: [],
			plainer: null,
		});
		const dear = `“${"a".repeat(100)}” – ok…`;
		expect(measureText(dear)).toEqual({
			encoding: "ucs2",
			parts: 2,
			units: 108,
			room: 134,
			costly: ["“", "”", "–", "…"],
			plainer: { text: `"${"a".repeat(100)}" - ok...`, parts: 1 },
		});
		expect(measureText("")).toMatchObject({ parts: 1, units: 0 });
	});
	it("refuses what no header can count", () => {
		expect(encodeText({ to: "15551234567", text: "a".repeat(153 * 255) }).ok).toBe(true);
		expect(encodeText({ to: "15551234567", text: "a".repeat(153 * 255 + 1) })).toMatchObject({
			problem: { code: "MESSAGE_TOO_LONG" },
		});
	});
});
