import { fail, ok, type Result } from "../../ground/index.ts";
import { decodeTpdu } from "./decode-tpdu.ts";
import { type EncodedPdu, encodeSubmit } from "./encode-submit.ts";
import { splitText } from "./split-text.ts";

/** What a PDU says, flat, as the command line shows it. */
export interface PduView {
	kind: "deliver" | "submit" | "status-report";
	from: string | null;
	/** Recipient of a SUBMIT, or of the text a report is about. */
	to: string | null;
	text: string | null;
	/** The centre's stamp, ISO 8601 with its zone. */
	at: string | null;
	dcs: number | null;
	/** Reference of the long text it is a part of; a report's TP-MR. */
	reference: number | null;
	part: number;
	parts: number;
	/** TP-ST of a report. */
	status: number | null;
	international: boolean;
	centre: string | null;
	class: number | null;
	validityMinutes: number | null;
	wantsReport: boolean;
	doneAt: string | null;
}

/** Reads a PDU for people. Problems as `decodeTpdu`. */
export function decodePdu(hex: string): Result<PduView> {
	const decoded = decodeTpdu(hex);
	if (!decoded.ok) return decoded;
	const tpdu = decoded.value;
	const empty = {
		from: null,
		to: null,
		text: null,
		dcs: null,
		reference: null,
		part: 1,
		parts: 1,
		status: null,
		class: null,
		validityMinutes: null,
		wantsReport: false,
		doneAt: null,
	};
	if (tpdu.kind === "status-report") {
		const { kind, centre, at, doneAt, reference, status, to } = tpdu;
		return ok({
			...empty,
			kind,
			centre,
			at,
			doneAt,
			reference,
			status,
			to: to.value,
			international: to.kind === "international",
		});
	}
	const { kind, centre, dcs, text } = tpdu;
	const place = tpdu.data.concatenation;
	const address = tpdu.kind === "deliver" ? tpdu.from : tpdu.to;
	return ok({
		...empty,
		kind,
		centre,
		dcs,
		text,
		class: tpdu.class,
		international: address.kind === "international",
		from: tpdu.kind === "deliver" ? address.value : null,
		to: tpdu.kind === "submit" ? address.value : null,
		at: tpdu.kind === "deliver" ? tpdu.at : null,
		reference: place?.reference ?? null,
		part: place?.part ?? 1,
		parts: place?.total ?? 1,
		validityMinutes: tpdu.kind === "submit" ? tpdu.validityMinutes : null,
		wantsReport: tpdu.kind === "submit" && tpdu.wantsReport,
	});
}

/** More parts than this are a document, not a text (modem §4). */
export const mostParts = 10;

/**
 * The PDUs of a text as `AT+CMGS` takes them. `to`: international digits, no plus. No letter is replaced.
 * Problems: `INVALID_DESTINATION_NUMBER`, `MESSAGE_BLANK`, `MESSAGE_TOO_LONG` (over 255 parts, which no header can count).
 */
export function encodeText(wish: {
	to: string;
	text: string;
	report?: boolean;
	reference?: number;
	validityMinutes?: number;
}): Result<EncodedPdu[]> {
	if (!/^\d{3,20}$/.test(wish.to)) return fail("INVALID_DESTINATION_NUMBER", { field: "to" });
	if (wish.text === "") return fail("MESSAGE_BLANK", { field: "text" });
	const parts = splitText(wish.text).length;
	if (parts > 255) return fail("MESSAGE_TOO_LONG", { field: "text", details: { parts, most: mostParts } });
	return ok(encodeSubmit(wish));
}
