import type { Acting } from "../../api/acting.ts";
import { type AuditAction, recordAudit } from "../../audit/index.ts";
import { fail, ok, type Result } from "../../ground/index.ts";
import { addWorkerEntry, lenientDigits, removeWorkerEntry } from "../../phone-numbers/index.ts";
import { readPhone } from "../register-case.ts";
import { showStates } from "../save-case.ts";
import type { WorkerView } from "./api.ts";
import { putNumber } from "./save-worker.ts";
import { findWorker, numbersOf, touchWorker, type WorkerRecord } from "./worker-record.ts";
import { workerView } from "./worker-view.ts";

/**
 * Adds a number at the end of a worker's list; it is one-way at once (commcare-behaviour §1.4). One that is there already changes nothing.
 * Problems `worker-not-found`, those of `parseNumber`, `doubtful-number`.
 */
export function addNumber(
	acting: Acting,
	input: { username: string; phone: string; country?: string; acceptDoubtful: boolean },
): Result<WorkerView> {
	const number = readPhone(acting, input.phone, input);
	if (!number.ok) return number;
	const digits = number.value;
	if (digits === null) return fail("no-number", { field: "phone" });
	return change(acting, input.username, (worker) => {
		if (!putNumber(acting, worker.id, digits)) return ok(worker);
		if (worker.active) addWorkerEntry(acting, ownerOf(worker), digits);
		record(acting, "worker.number-added", worker);
		return ok(touchWorker(acting, worker.id));
	});
}

/** Takes a number away, which frees it at once. Problems `worker-not-found`, `number-not-of-worker`. */
export function removeNumber(acting: Acting, input: { username: string; digits: string }): Result<WorkerView> {
	return onNumber(acting, input, (worker, digits) => {
		acting.store.prepare("DELETE FROM worker_number WHERE worker_id = ? AND digits = ?").run(worker.id, digits);
		showStates(acting, removeWorkerEntry(acting, ownerOf(worker), digits));
		record(acting, "worker.number-removed", worker);
	});
}

/** Puts a number first. Problems as `removeNumber`. */
export function makeDefault(acting: Acting, input: { username: string; digits: string }): Result<WorkerView> {
	return onNumber(acting, input, (worker, digits) => {
		acting.store
			.prepare(
				`UPDATE worker_number SET place = (SELECT MIN(place) - 1 FROM worker_number WHERE worker_id = :worker)
				 WHERE worker_id = :worker AND digits = :digits`,
			)
			.run({ worker: worker.id, digits });
		record(acting, "worker.default-changed", worker);
	});
}

/** Frees all numbers of a worker, who is texted no more; the list stays. Doing it twice changes nothing. Problem `worker-not-found`. */
export function deactivateWorker(acting: Acting, username: string): Result<WorkerView> {
	return setActive(acting, username, false);
}

/** The numbers come back one-way: what was verified before is not verified any more (commcare-behaviour §1.4). */
export function reactivateWorker(acting: Acting, username: string): Result<WorkerView> {
	return setActive(acting, username, true);
}

function setActive(acting: Acting, username: string, active: boolean): Result<WorkerView> {
	return change(acting, username, (worker) => {
		if ((worker.active === 1) === active) return ok(worker);
		acting.store.prepare("UPDATE worker SET active = ? WHERE id = ?").run(active ? 1 : 0, worker.id);
		for (const digits of numbersOf(acting.store, worker.id)) {
			if (active) addWorkerEntry(acting, ownerOf(worker), digits);
			else showStates(acting, removeWorkerEntry(acting, ownerOf(worker), digits));
		}
		record(acting, active ? "worker.reactivated" : "worker.deactivated", worker);
		return ok(touchWorker(acting, worker.id));
	});
}

export function ownerOf(worker: WorkerRecord) {
	return { id: worker.id, projectId: worker.project_id };
}

/** The worker and one of its numbers, as typed or as digits. Problems `worker-not-found`, `number-not-of-worker`. */
export function findNumber(
	acting: Acting,
	input: { username: string; digits: string },
): Result<{ worker: WorkerRecord; digits: string }> {
	const found = findWorker(acting, input.username);
	if (!found.ok) return found;
	const digits = lenientDigits(input.digits) ?? input.digits;
	if (!numbersOf(acting.store, found.value.id).includes(digits))
		return fail("number-not-of-worker", { field: "digits" });
	return ok({ worker: found.value, digits });
}

function change(
	acting: Acting,
	username: string,
	work: (worker: WorkerRecord) => Result<WorkerRecord>,
): Result<WorkerView> {
	return acting.store.write(() => {
		const found = findWorker(acting, username);
		if (!found.ok) return found;
		const done = work(found.value);
		return done.ok ? ok(workerView(acting, workerAgain(acting, done.value))) : done;
	});
}

function onNumber(
	acting: Acting,
	input: { username: string; digits: string },
	work: (worker: WorkerRecord, digits: string) => void,
): Result<WorkerView> {
	return change(acting, input.username, (worker) => {
		const number = findNumber(acting, input);
		if (!number.ok) return number;
		work(worker, number.value.digits);
		return ok(touchWorker(acting, worker.id));
	});
}

function workerAgain(acting: Acting, worker: WorkerRecord): WorkerRecord {
	const found = findWorker(acting, worker.username);
	return found.ok ? found.value : worker;
}

function record(acting: Acting, action: AuditAction, worker: WorkerRecord): void {
	recordAudit(acting, { action, subject: { kind: "worker", id: worker.id } });
}
