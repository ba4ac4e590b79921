import { type Address, addressOf, writeAddress } from "./address.ts";
import { partHeader, writeUserData } from "./encode-submit.ts";
import { splitText } from "./split-text.ts";
import { writeTimeStamp } from "./time-stamp.ts";

/** A text as a network would deliver it. */
export interface DeliverWish {
	/** As typed: digits, `+digits`, a short code or letters. */
	from: string;
	text: string;
	/** When the centre took it, milliseconds since 1970. */
	atMs: number;
	minutesEast?: number;
	reference?: number;
}

/** The DELIVERs of a text, one a part, as hex with an empty centre field: for the simulated network (3GPP TS 23.040 9.2.2.1). */
export function encodeDeliver({ from, text, atMs, minutesEast = 0, reference = 0 }: DeliverWish): string[] {
	const address = writeAddress(addressOf(from));
	const stamp = writeTimeStamp(atMs, minutesEast);
	const shares = splitText(text);
	return shares.map((share, nth) => {
		const header = partHeader(reference, shares.length, nth + 1);
		const first = 0x04 | (header.length > 0 ? 0x40 : 0);
		const coding = Buffer.from([0x00, share.alphabet === "gsm7" ? 0x00 : 0x08]);
		return hex(Buffer.from([first]), address, coding, stamp, writeUserData(share, header));
	});
}

export interface ReportWish {
	/** TP-MR the modem gave to the text. */
	reference: number;
	to: Address;
	atMs: number;
	doneAtMs: number;
	/** TP-ST: 0 delivered, 0x20–0x2f still trying, 0x40 and more failed. */
	status: number;
}

/** A STATUS-REPORT as hex with an empty centre field (TS 23.040 9.2.2.3). */
export function encodeStatusReport({ reference, to, atMs, doneAtMs, status }: ReportWish): string {
	const head = Buffer.from([0x06, reference & 0xff]);
	return hex(head, writeAddress(to), writeTimeStamp(atMs), writeTimeStamp(doneAtMs), Buffer.from([status & 0xff]));
}

function hex(...pieces: Buffer[]): string {
	return `00${Buffer.concat(pieces).toString("hex").toUpperCase()}`;
}
