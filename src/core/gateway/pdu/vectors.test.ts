import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Address, readAddress, writeAddress } from "./address.ts";
import { type Deliver, decodeTpdu } from "./decode-tpdu.ts";
import { asRepeat, encodeSubmit } from "./encode-submit.ts";
import { fromSeptets, packSeptets, toSeptets, unpackSeptets } from "./gsm7.ts";
import { readOctets } from "./octets.ts";
import { readTimeStamp, writeTimeStamp } from "./time-stamp.ts";
import { readCodingScheme, textOf } from "./user-data.ts";

const seed = 20_260_106;
const sample = { seed, numRuns: 500 };

/** A DELIVER from +15551234567 with the given coding scheme and user data; `length` is TP-UDL. */
function deliver(userData: Buffer, length: number, { dcs = 0, hasHeader = false } = {}): Deliver {
	const head = Buffer.from([hasHeader ? 0x44 : 0x04, 11, 0x91, 0x51, 0x55, 0x21, 0x43, 0x65, 0xf7, 0, dcs]);
	const stamp = writeTimeStamp(Date.UTC(2026, 0, 5));
	const decoded = decodeTpdu(`00${Buffer.concat([head, stamp, Buffer.from([length]), userData]).toString("hex")}`);
	if (!decoded.ok || decoded.value.kind !== "deliver")
		throw new Error(decoded.ok ? "no DELIVER" : decoded.problem.code);
	return decoded.value;
}

/** A part of a long text behind a 16-bit reference: 7 octets of header are 8 septets, with no bit to fill. */
function widePart(septets: readonly number[], reference: number, total: number, part: number): Deliver {
	const header = Buffer.from([6, 0x08, 4, reference >> 8, reference & 0xff, total, part]);
	return deliver(Buffer.concat([header, packSeptets(septets)]), 8 + septets.length, { hasHeader: true });
}

describe("examples of others", () => {
	it.each([
		["hello", "e8329bfd06"],
		["hellohello", "e8329bfd4697d9ec37"],
		["12345678", "31d98c56b3dd70"],
		["How are you?", "c8f71d14969741f977fd07"],
	])("%s is packed as the standard and its readers do", (text, hex) => {
		expect(packSeptets(toSeptets(text) ?? []).toString("hex")).toBe(hex);
		expect(fromSeptets(unpackSeptets(Buffer.from(hex, "hex"), text.length))).toBe(text);
	});
	it("reads a sender of eleven letters", () => {
		const octets = Buffer.from("14D0C4F23C7D760390EF7619", "hex");
		expect(readAddress(readOctets(octets))).toEqual({ value: "Design@Home", kind: "letters" });
		expect(writeAddress({ value: "Design@Home", kind: "letters" })).toEqual(octets);
	});
	it("reads a sender of seven letters whether it counts 13 or 14 half octets", () => {
		const packed = packSeptets(toSeptets("Vodacom") ?? []);
		for (const length of [13, 14]) {
			const read = readAddress(readOctets(Buffer.concat([Buffer.from([length, 0xd0]), packed])));
			expect(read).toEqual({ value: "Vodacom", kind: "letters" });
		}
	});
	it("shows seven letters as seven, whatever fills the eighth place", () => {
		for (const fill of ["31d98c56b3dd00", "31d98c56b3dd1a"])
			expect(deliver(Buffer.from(fill, "hex"), 7).text).toBe("1234567");
		expect(deliver(packSeptets(toSeptets("1234567@") ?? []), 8).text).toBe("1234567@");
	});
});

describe("coding schemes (TS 23.038 4)", () => {
	it.each([
		[0x00, "gsm7", null],
		[0x10, "gsm7", 0],
		[0x11, "gsm7", 1],
		[0x04, "octets", null],
		[0x18, "ucs2", 0],
		[0x08, "ucs2", null],
		[0x48, "ucs2", null],
		[0x20, "unknown", null],
		[0xc0, "gsm7", null],
		[0xd8, "gsm7", null],
		[0xe0, "ucs2", null],
		[0xf0, "gsm7", 0],
		[0xf1, "gsm7", 1],
		[0xf6, "octets", 2],
		[0xfb, "gsm7", 3],
	])("%i is %s of class %s", (dcs, alphabet, messageClass) => {
		expect(readCodingScheme(dcs)).toEqual({ alphabet, class: messageClass });
	});
});

describe("national tables are read", () => {
	/** One septet text with the header element that names a language. */
	const national = (septets: number[], element: number, language: number) => {
		const header = Buffer.from([3, element, 1, language]);
		// Four octets of header are five septets, with three bits to fill.
		return deliver(Buffer.concat([header, packSeptets(septets, 3)]), 5 + septets.length, { hasHeader: true }).text;
	};
	it.each([
		["Turkish, locked", [0x04, 0x07, 0x0b, 0x0c, 0x1c, 0x1d, 0x40, 0x60], 0x25, 1, "€ıĞğŞşİç"],
		["Turkish, one by one", [0x1b, 0x47, 0x1b, 0x63, 0x1b, 0x69, 0x1b, 0x73, 0x61], 0x24, 1, "Ğçışa"],
		["Spanish, one by one", [0x1b, 0x09, 0x1b, 0x41, 0x1b, 0x61, 0x1b, 0x75, 0x1b, 0x65], 0x24, 2, "çÁáú€"],
		["Portuguese, locked", [0x04, 0x0b, 0x0c, 0x12, 0x24, 0x5b, 0x7b, 0x7c, 0x7d], 0x25, 3, "êÔôªºÃãõ`"],
		["Portuguese, one by one", [0x1b, 0x05, 0x1b, 0x5b, 0x1b, 0x7c, 0x1b, 0x7f], 0x24, 3, "êÃõâ"],
		["one nobody has, as the default", [0x24, 0x1b, 0x3c], 0x25, 99, "¤["],
	])("%s", (_name, septets, element, language, text) => {
		expect(national(septets, element, language)).toBe(text);
	});
});

describe("joining", () => {
	const letters = fc.array(fc.constantFrom(..."aZ€{}^~|[]\\@Δé 0"), { minLength: 2, maxLength: 300 });
	it("gives back a text whose parts were cut anywhere, also between an escape and its letter", () => {
		fc.assert(
			fc.property(
				letters,
				fc.integer({ min: 1, max: 151 }),
				fc.integer({ min: 0, max: 65_535 }),
				(some, at, reference) => {
					const septets = toSeptets(some.join("")) ?? [];
					const shares: number[][] = [];
					for (let from = 0; from < septets.length; from += at) shares.push(septets.slice(from, from + at));
					const parts = shares
						.slice(0, 255)
						.map((share, nth) => widePart(share, reference, Math.min(255, shares.length), nth + 1));
					expect(parts[0]?.data.concatenation).toMatchObject({ reference, wide: true });
					if (shares.length <= 255) expect(textOf(parts.map((part) => part.data.content))).toBe(some.join(""));
				},
			),
			sample,
		);
	});
	it("gives back pairs of units that a sender tore apart", () => {
		const text = "ok 👩🏽‍⚕️ नमस्ते 😀";
		for (let at = 1; at < text.length; at += 1) {
			const parts = [text.slice(0, at), text.slice(at)].map((units, nth) => {
				const header = Buffer.from([5, 0, 3, 7, 2, nth + 1]);
				const body = Buffer.from(units, "utf16le").swap16();
				return deliver(Buffer.concat([header, body]), 6 + body.length, { dcs: 8, hasHeader: true });
			});
			expect(textOf(parts.map((part) => part.data.content))).toBe(text);
		}
	});
});

describe("addresses and zones", () => {
	it("come back as they were, of any length and with every sign (fast-check)", () => {
		const value = fc
			.array(fc.constantFrom(..."0123456789*#abc"), { minLength: 1, maxLength: 20 })
			.map((all) => all.join(""));
		const kind = fc.constantFrom<Address["kind"]>("international", "other");
		fc.assert(
			fc.property(value, kind, (digits, how) => {
				const address = { value: digits, kind: how };
				expect(readAddress(readOctets(writeAddress(address)))).toEqual(address);
			}),
			sample,
		);
	});
	it("keep the instant in every quarter of an hour east and west", () => {
		const atMs = Date.UTC(2026, 1, 28, 23, 59, 58);
		for (let quarters = -56; quarters <= 56; quarters += 1)
			expect(Date.parse(readTimeStamp(writeTimeStamp(atMs, quarters * 15)) ?? "")).toBe(atMs);
	});
	it("of a day that does not exist are no time, and a zone of nonsense is none", () => {
		for (const bad of ["62200300000000", "62005000000000", "62102400000000", "FFFFFFFFFFFFFF", "00000000000000"])
			expect(readTimeStamp(Buffer.from(bad, "hex")), bad).toBeNull();
		for (let zone = 0; zone < 256; zone += 1)
			expect(readTimeStamp(Buffer.from([0x62, 0x10, 0x50, 0, 0, 0, zone]))).toMatch(
				/^2026-01-05T00:00:00[+-]\d\d:\d\d$/,
			);
	});
});

describe("a repeat", () => {
	it("keeps the reference that is known, refuses copies and asks for a report", () => {
		const [part] = encodeSubmit({ to: "15551234567", text: "Hi" });
		const again = decodeTpdu(asRepeat(part?.pdu ?? "", 0x9c));
		expect(again).toMatchObject({
			ok: true,
			value: { reference: 0x9c, wantsReport: true, rejectDuplicates: true, text: "Hi" },
		});
		expect(decodeTpdu(asRepeat(part?.pdu ?? ""))).toMatchObject({ ok: true, value: { reference: 0 } });
	});
});
