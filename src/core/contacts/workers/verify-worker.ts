import type { Acting } from "../../api/acting.ts";
import { fail, ok, type Result } from "../../ground/index.ts";
import type { NumberTrouble, VerifyOutcome } from "../../phone-numbers/api.ts";
import {
	askNumber,
	type NumberToAsk,
	numberStatus,
	numberTrouble,
	type VerificationPost,
} from "../../phone-numbers/index.ts";
import type { WorkerVerified } from "./api.ts";
import { findNumber, ownerOf } from "./worker-numbers.ts";
import { findWorker, type WorkerRecord } from "./worker-record.ts";
import { inUseBy, whyNotTextWorker, workerView } from "./worker-view.ts";

/** Asks one number of a worker to answer 123. Problems as the contract says. */
export function verifyWorker(
	acting: Acting,
	post: VerificationPost,
	input: { username: string; digits: string },
): Result<WorkerVerified> {
	return acting.store.write(() => {
		const found = findNumber(acting, input);
		if (!found.ok) return found;
		const { worker, digits } = found.value;
		const asked = askWorker(acting, post, worker, digits);
		if (!asked.ok) return asked;
		const now = findWorker(acting, worker.username);
		return now.ok ? ok({ outcome: asked.value, worker: workerView(acting, now.value) }) : now;
	});
}

/** The same for a worker at hand; the outcome alone. */
export function askWorker(
	acting: Acting,
	post: VerificationPost,
	worker: WorkerRecord,
	digits: string,
): Result<VerifyOutcome> {
	if (worker.active === 0) return fail("worker-inactive", { field: "username" });
	// What needs no text is told first: nobody minds a STOP of a number that can't be asked anyway.
	const status = numberStatus(acting.store, worker.id, digits);
	if (status === "duplicate") return ok("in-use");
	if (status === "verified") return ok("already-verified");
	const refused = whyNotTextWorker(acting, worker, digits);
	return refused ? fail(refused) : askNumber(acting, post, toAsk(worker, digits));
}

export function toAsk(worker: WorkerRecord, digits: string): NumberToAsk {
	return { owner: ownerOf(worker), digits, username: worker.username, language: worker.language };
}

/** What the app knows of why a number is not verified. Problems `worker-not-found`, `number-not-of-worker`. */
export function workerTrouble(
	acting: Acting,
	post: VerificationPost,
	input: { username: string; digits: string },
): Result<NumberTrouble> {
	const found = findNumber(acting, input);
	if (!found.ok) return found;
	const { worker, digits } = found.value;
	const isTaken = numberStatus(acting.store, worker.id, digits) === "duplicate";
	return ok(numberTrouble(acting, post, ownerOf(worker), digits, isTaken ? inUseBy(acting, digits) : null));
}
