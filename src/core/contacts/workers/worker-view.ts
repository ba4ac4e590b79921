import type { Acting } from "../../api/acting.ts";
import { isOptedOut, whyNotMessage } from "../../consent/index.ts";
import { askedOf, numberStatus, reserverOf } from "../../phone-numbers/index.ts";
import { contactRef } from "../contact-ref.ts";
import type { WorkerNumber, WorkerView } from "./api.ts";
import { numbersOf, type WorkerRecord } from "./worker-record.ts";

/** A worker as every host shows it, with what follows from it: the state of each number, who is in the way, may they be texted. */
export function workerView(acting: Acting, worker: WorkerRecord): WorkerView {
	const numbers = numbersOf(acting.store, worker.id);
	const code = whyNotTextWorker(acting, worker, numberToText(acting, worker));
	return {
		id: worker.id,
		project: acting.project.name,
		username: worker.username,
		active: worker.active === 1,
		language: worker.language,
		numbers: numbers.map((digits, place) => numberView(acting, worker, digits, place === 0)),
		firstName: worker.first_name,
		lastName: worker.last_name,
		email: worker.email,
		warnings: warningsOf(acting, worker, numbers),
		mayText: { allowed: code === null, code },
		createdAt: worker.created_at,
		modifiedAt: worker.modified_at,
		revision: worker.revision,
	};
}

function numberView(acting: Acting, worker: WorkerRecord, digits: string, isDefault: boolean): WorkerNumber {
	const { store, clock } = acting;
	const status = numberStatus(store, worker.id, digits);
	const asked = askedOf(acting, worker, digits);
	const isPending = status === "pending";
	return {
		digits,
		status,
		default: isDefault,
		optedOut: isOptedOut(store, digits),
		inUseBy: status === "duplicate" ? inUseBy(acting, digits) : null,
		askedAt: isPending ? asked.lastAt : null,
		mayResendAt: isPending && asked.waitMs > 0 ? new Date(clock.nowMs() + asked.waitMs).toISOString() : null,
		resendsLeft: asked.resendsLeft,
	};
}

/** Who holds a number that this worker can't have. Staff work in all projects of the office, so each may know. */
export function inUseBy(acting: Acting, digits: string) {
	const holder = reserverOf(acting.store, digits);
	return holder ? contactRef(acting, holder) : null;
}

/** The number that texts go to: one that is verified if there is one, else the default (commcare-behaviour §6.1). Null: none, or inactive. */
export function numberToText({ store }: Acting, worker: WorkerRecord): string | null {
	const numbers = numbersOf(store, worker.id);
	return numbers.find((digits) => numberStatus(store, worker.id, digits) === "verified") ?? numbers[0] ?? null;
}

/** The code a text to this number of the worker is refused with now, or null. The consent rule is for cases; STOP is for everyone. */
export function whyNotTextWorker(acting: Acting, worker: WorkerRecord, digits: string | null): string | null {
	if (worker.active === 0) return "CONTACT_IS_INACTIVE";
	if (digits === null || digits.length <= 3) return "NO_PHONE_NUMBER";
	// Taken away from the worker after the text was queued: it may be somebody else's by now.
	if (!numbersOf(acting.store, worker.id).includes(digits)) return "CONTACT_IS_INACTIVE";
	return whyNotMessage(acting, { digits, kind: "worker", caseId: null, verified: false });
}

function warningsOf(acting: Acting, worker: WorkerRecord, numbers: readonly string[]): string[] {
	const warnings: string[] = [];
	if (numbers.length === 0) warnings.push("no-number");
	if (worker.language && !acting.project.languages.includes(worker.language)) warnings.push("unknown-language");
	if (worker.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(worker.email)) warnings.push("unusable-email");
	return warnings;
}
