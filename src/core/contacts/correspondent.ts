import type { Acting } from "../api/acting.ts";
import { whyNotMessage } from "../consent/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import { entryDigits, holdersOf, lenientDigits, parseNumber, recogniseSender } from "../phone-numbers/index.ts";
import { type CaseRecord, findCase, propertiesOf } from "./case-record.ts";
import { whyNotText } from "./case-view.ts";
import { findWorker, type WorkerRecord, workerOfId } from "./workers/worker-record.ts";
import { numberToText, whyNotTextWorker } from "./workers/worker-view.ts";

type Contact = { kind: "case" | "worker"; id: string; projectId: string };

/** Who a text goes to or came from: the shape that messaging asks for. */
export interface Correspondent {
	contact: Contact | null;
	digits: string | null;
	gatewayName: string | null;
}

/** Understands `case:ID`, `worker:USERNAME` or a number. Problems `case-not-found`, `worker-not-found`, `not-a-number`. */
export function findCorrespondent(acting: Acting, ref: string): Result<Correspondent> {
	if (ref.startsWith("case:")) {
		const found = findCase(acting, ref.slice(5));
		return found.ok ? ok(ofCase(found.value)) : found;
	}
	if (ref.startsWith("worker:")) {
		const found = findWorker(acting, ref.slice(7));
		return found.ok ? ok(ofWorker(acting, found.value)) : found;
	}
	const digits = lenientDigits(ref) ?? parseNumber(ref, acting.project.country).digits;
	if (digits === null) return fail("not-a-number", { field: "to" });
	const [holder] = holdersOf(acting.store, digits);
	const isTwoWayHere = holder?.state === "two-way" && holder.projectId === acting.project.id;
	const worker = workerWithNumber(acting, digits);
	// A case that shares a worker's number keeps its consent rule, unless the worker has proved the number to be theirs.
	if (worker && isTwoWayHere && holder.kind === "worker") return ok({ ...ofWorker(acting, worker), digits });
	const record = caseToText(acting, digits);
	if (record) return ok({ ...ofCase(record), digits });
	return ok(worker ? { ...ofWorker(acting, worker), digits } : { contact: null, digits, gatewayName: null });
}

/** The code a text to them is refused with now, or null. A bare number falls under the consent rule like a case that never answered. */
export function whyNotTextTo(acting: Acting, to: Correspondent): string | null {
	if (to.contact?.kind === "case") {
		const record = acting.store.prepare<CaseRecord>("SELECT * FROM contact_case WHERE id = ?").get(to.contact.id);
		if (!record) return "CONTACT_IS_INACTIVE";
		const refused = whyNotText(acting, record);
		if (refused) return refused;
		// The number was changed after the text was queued: it must not go to the old one.
		return to.digits !== null && to.digits !== entryDigits({ phone: record.phone, active: true })
			? "CONTACT_IS_INACTIVE"
			: null;
	}
	if (to.contact?.kind === "worker") {
		const worker = workerOfId(acting.store, to.contact.id);
		return worker ? whyNotTextWorker(acting, worker, to.digits) : "CONTACT_IS_INACTIVE";
	}
	if (to.digits === null || to.digits.length <= 3) return "NO_PHONE_NUMBER";
	return whyNotMessage(acting, {
		digits: to.digits,
		kind: "unknown",
		caseId: null,
		verified: false,
	});
}

/**
 * Who an incoming text is from: a two-way number's contact, in whichever project (commcare-behaviour §1.6). Others are recognised as nobody,
 * but `projectId` says where the number is known, so that the staff who wrote to it read the answer.
 */
export function senderOf(
	acting: Acting,
	from: { from: string; international: boolean; country: string | null },
): Correspondent & { projectId: string | null; ambiguous: boolean } {
	const { digits, ambiguous } = recogniseSender(acting.store, {
		...from,
		country: from.country ?? acting.project.country,
	});
	const [first] = holdersOf(acting.store, digits);
	const contact = first?.state === "two-way" ? { kind: first.kind, id: first.id, projectId: first.projectId } : null;
	return { contact, projectId: first?.projectId ?? null, digits, gatewayName: null, ambiguous };
}

/** The contact to show beside a number: who holds it two-way, else the oldest who has it in this project. */
export function holderToShow(acting: Acting, digits: string): Contact | null {
	const holders = holdersOf(acting.store, digits);
	const found =
		holders.find((holder) => holder.state === "two-way") ??
		holders.find((holder) => holder.projectId === acting.project.id);
	return found ? { kind: found.kind, id: found.id, projectId: found.projectId } : null;
}

/** The language a contact is written to in (`language_code` of a case), or null where none is set. */
export function languageOf(acting: Acting, contact: Contact): string | null {
	if (contact.kind === "worker") return workerOfId(acting.store, contact.id)?.language ?? null;
	const record = acting.store.prepare<CaseRecord>("SELECT * FROM contact_case WHERE id = ?").get(contact.id);
	return (record && propertiesOf(record).get("language_code")?.trim()) || null;
}

function ofCase(record: CaseRecord): Correspondent {
	return {
		contact: { kind: "case", id: record.id, projectId: record.project_id },
		digits: entryDigits({ phone: record.phone, active: record.closed_at === null }),
		gatewayName: propertiesOf(record).get("contact_backend_id")?.trim() || null,
	};
}

function ofWorker(acting: Acting, worker: WorkerRecord): Correspondent {
	return {
		contact: { kind: "worker", id: worker.id, projectId: worker.project_id },
		digits: numberToText(acting, worker),
		gatewayName: null,
	};
}

/** Of this project's active workers with a number, the one who holds it two-way, else the oldest. */
function workerWithNumber(acting: Acting, digits: string): WorkerRecord | undefined {
	const holder = holdersOf(acting.store, digits).find(
		({ kind, projectId }) => kind === "worker" && projectId === acting.project.id,
	);
	return holder && workerOfId(acting.store, holder.id);
}

/** Of this project's cases with a number, the one who holds it two-way, else one that may be texted, else the oldest. */
function caseToText(acting: Acting, digits: string): CaseRecord | undefined {
	const records = holdersOf(acting.store, digits)
		.filter((holder) => holder.kind === "case" && holder.projectId === acting.project.id)
		.map((holder) => findCase(acting, holder.id))
		.flatMap((found) => (found.ok ? [found.value] : []));
	return (
		records.find((record) => record.number_state === "two-way") ??
		records.find((record) => whyNotText(acting, record) === null) ??
		records[0]
	);
}
