import { fail, ok, type Result } from "../../ground/index.ts";
import { type Address, readAddress } from "./address.ts";
import { type OctetReader, readOctets } from "./octets.ts";
import { readTimeStamp } from "./time-stamp.ts";
import { octetsOfLength, readCodingScheme, readUserData, textOf, type UserData } from "./user-data.ts";

interface WithText {
	/** Number of the centre, where the PDU names it. */
	centre: string | null;
	dcs: number;
	protocol: number;
	/** 0: to be shown at once. */
	class: number | null;
	data: UserData;
	/** The text of this part alone; null where it is not for people. */
	text: string | null;
}

export interface Deliver extends WithText {
	kind: "deliver";
	from: Address;
	/** The centre's stamp with its zone, null where unreadable. */
	at: string | null;
}

export interface Submit extends WithText {
	kind: "submit";
	to: Address;
	/** TP-MR. */
	reference: number;
	validityMinutes: number | null;
	wantsReport: boolean;
	rejectDuplicates: boolean;
}

export interface StatusReport {
	kind: "status-report";
	centre: string | null;
	/** TP-MR of the text it is about. */
	reference: number;
	to: Address;
	/** When the centre took the text, and when it was delivered or given up. */
	at: string | null;
	doneAt: string | null;
	/** TP-ST. */
	status: number;
}

export type Tpdu = Deliver | Submit | StatusReport;

/** 164 octets of TPDU and 12 of the centre, and room for the fill that some SIMs return. */
const longestHex = 2 * 400;

/**
 * Reads one PDU as a modem lists it: hex, beginning with the centre's address.
 * Problems: `pdu-not-hex`, `pdu-truncated`, `pdu-bad-address`, `pdu-bad-header`, `pdu-bad-length`, `pdu-unknown-kind`.
 */
export function decodeTpdu(hex: string): Result<Tpdu> {
	const clean = hex.trim();
	if (clean === "" || clean.length % 2 !== 0 || clean.length > longestHex || !/^[0-9A-Fa-f]+$/.test(clean))
		return fail("pdu-not-hex");
	const reader = readOctets(Buffer.from(clean, "hex"));
	const centreLength = reader.next();
	if (centreLength > 12) return fail("pdu-bad-address");
	const centre = centreOf(reader.take(centreLength));
	const first = reader.next();
	if (reader.isShort()) return fail("pdu-truncated");
	switch (first & 0x03) {
		case 0:
			return readDeliver(reader, first, centre);
		case 1:
			return readSubmit(reader, first, centre);
		case 2:
			return readStatusReport(reader, centre);
		default:
			return fail("pdu-unknown-kind");
	}
}

function readDeliver(reader: OctetReader, first: number, centre: string | null): Result<Tpdu> {
	const from = readAddress(reader);
	if (!from) return fail("pdu-bad-address");
	const protocol = reader.next();
	const dcs = reader.next();
	const at = readTimeStamp(reader.take(7));
	const body = readBody(reader, dcs, (first & 0x40) !== 0);
	return body.ok ? ok({ kind: "deliver", centre, from, at, protocol, dcs, ...body.value }) : body;
}

function readSubmit(reader: OctetReader, first: number, centre: string | null): Result<Tpdu> {
	const reference = reader.next();
	const to = readAddress(reader);
	if (!to) return fail("pdu-bad-address");
	const protocol = reader.next();
	const dcs = reader.next();
	const format = (first >> 3) & 3;
	const validityMinutes = format === 2 ? readValidity(reader.next()) : null;
	if (format === 1 || format === 3) reader.take(7);
	const body = readBody(reader, dcs, (first & 0x40) !== 0);
	if (!body.ok) return body;
	const flags = { wantsReport: (first & 0x20) !== 0, rejectDuplicates: (first & 0x04) !== 0 };
	return ok({ kind: "submit", centre, reference, to, protocol, dcs, validityMinutes, ...flags, ...body.value });
}

/** What follows the status is optional and differs by modem: it is not looked at. */
function readStatusReport(reader: OctetReader, centre: string | null): Result<Tpdu> {
	const reference = reader.next();
	const to = readAddress(reader);
	if (!to) return fail("pdu-bad-address");
	const at = readTimeStamp(reader.take(7));
	const doneAt = readTimeStamp(reader.take(7));
	const status = reader.next();
	if (reader.isShort()) return fail("pdu-truncated");
	return ok({ kind: "status-report", centre, reference, to, at, doneAt, status });
}

function readBody(
	reader: OctetReader,
	dcs: number,
	hasHeader: boolean,
): Result<Pick<WithText, "class" | "data" | "text">> {
	const scheme = readCodingScheme(dcs);
	const length = reader.next();
	const octetCount = octetsOfLength(length, scheme.alphabet);
	if (octetCount > 140) return fail("pdu-bad-length");
	const octets = reader.take(octetCount);
	if (reader.isShort()) return fail("pdu-truncated");
	// Some SIMs return the whole record with its fill; anything else behind the text contradicts its length.
	if (!reader.take(reader.left()).every((octet) => octet === 0xff || octet === 0)) return fail("pdu-bad-length");
	const data = readUserData(octets, length, scheme.alphabet, hasHeader);
	if (!data) return fail("pdu-bad-header");
	return ok({ class: scheme.class, data, text: data.ports ? null : textOf([data.content]) });
}

function readValidity(octet: number): number {
	if (octet <= 143) return (octet + 1) * 5;
	if (octet <= 167) return 720 + (octet - 143) * 30;
	if (octet <= 196) return (octet - 166) * 1440;
	return (octet - 192) * 10_080;
}

function centreOf(octets: Buffer): string | null {
	if (octets.length < 2) return null;
	return octets
		.subarray(1)
		.toString("hex")
		.replace(/(.)(.)/g, "$2$1")
		.replace(/f$/, "");
}
