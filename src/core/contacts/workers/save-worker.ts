import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import { fail, instant, newId, ok, type Result } from "../../ground/index.ts";
import { addVerifiedEntry, addWorkerEntry, reserverOf } from "../../phone-numbers/index.ts";
import { longestName, oneLine } from "../case-record.ts";
import { readPhone } from "../register-case.ts";
import type { WorkerView } from "./api.ts";
import { checkUsername } from "./username.ts";
import { findWorker, touchWorker, type WorkerRecord } from "./worker-record.ts";
import { workerView } from "./worker-view.ts";

export interface WorkerDetails {
	firstName?: string;
	lastName?: string;
	email?: string;
	language?: string;
}

/** Makes a mobile worker with its numbers, each one-way at once. Problems as the contract says. */
export function createWorker(
	acting: Acting,
	input: WorkerDetails & {
		username: string;
		phones: readonly string[];
		country?: string;
		acceptDoubtful: boolean;
		clientKey?: string;
	},
): Result<WorkerView> {
	const { store } = acting;
	// Looked for inside of the transaction too, since two windows may ask for the same name at once.
	return store.write(() => {
		const earlier = input.clientKey
			? store
					.prepare<WorkerRecord>("SELECT * FROM worker WHERE project_id = ? AND client_key = ?")
					.get(acting.project.id, input.clientKey)
			: undefined;
		if (earlier) return ok(workerView(acting, earlier));
		const username = checkUsername(acting, input.username);
		if (!username.ok) return username;
		const long = tooLong(input);
		if (long) return long;
		const numbers: string[] = [];
		for (const phone of input.phones) {
			const number = readPhone(acting, phone, input);
			if (!number.ok) return { ...number, problem: { ...number.problem, field: "phones" } };
			if (number.value !== null && !numbers.includes(number.value)) numbers.push(number.value);
		}
		const id = newId();
		insertWorker(acting, id, username.value, input);
		for (const digits of numbers) {
			putNumber(acting, id, digits);
			addWorkerEntry(acting, { id, projectId: acting.project.id }, digits);
		}
		recordAudit(acting, {
			action: "worker.created",
			subject: { kind: "worker", id },
			details: { numbers: numbers.length },
		});
		return ok(workerView(acting, touchWorker(acting, id)));
	});
}

/** Changes what is given; the username stays, as it does on HQ. Problems `worker-not-found`, `changed-meanwhile`, `name-too-long`. */
export function changeWorker(
	acting: Acting,
	input: WorkerDetails & { username: string; revision?: number },
): Result<WorkerView> {
	return acting.store.write(() => {
		const found = findWorker(acting, input.username);
		if (!found.ok) return found;
		const before = found.value;
		if (input.revision !== undefined && input.revision < before.revision) return fail("changed-meanwhile");
		const long = tooLong(input);
		if (long) return long;
		acting.store
			.prepare("UPDATE worker SET first_name = ?, last_name = ?, email = ?, language = ? WHERE id = ?")
			.run(
				input.firstName === undefined ? before.first_name : oneLine(input.firstName),
				input.lastName === undefined ? before.last_name : oneLine(input.lastName),
				input.email === undefined ? before.email : oneLine(input.email),
				input.language === undefined ? before.language : input.language || null,
				before.id,
			);
		const fields = (["firstName", "lastName", "email", "language"] as const).filter((key) => input[key] !== undefined);
		recordAudit(acting, {
			action: "worker.changed",
			subject: { kind: "worker", id: before.id },
			details: { fields: fields.join(" ") },
		});
		return ok(workerView(acting, touchWorker(acting, before.id)));
	});
}

/**
 * Somebody registered themselves as a worker by text: the number is theirs, two-way and verified (commcare-behaviour §3.4). Joins the caller's
 * transaction and writes nothing where it refuses: codes of `checkUsername`, `number-in-use`.
 */
export function registerWorkerBySms(
	acting: Acting,
	wish: { username: string; digits: string; messageId: string },
): Result<{ username: string; id: string }> {
	return acting.store.write(() => {
		const username = checkUsername(acting, wish.username);
		if (!username.ok) return username;
		if (reserverOf(acting.store, wish.digits)) return fail("number-in-use", { field: "digits" });
		const id = newId();
		insertWorker(acting, id, username.value, {});
		putNumber(acting, id, wish.digits);
		addVerifiedEntry(acting, { id, projectId: acting.project.id }, wish.digits);
		recordAudit(acting, {
			action: "worker.registered-by-text",
			subject: { kind: "worker", id },
			details: { message: wish.messageId },
		});
		touchWorker(acting, id);
		return ok({ username: username.value, id });
	});
}

/** Puts a number at the end of a worker's list. False: it was there already. */
export function putNumber(acting: Acting, workerId: string, digits: string): boolean {
	return (
		acting.store
			.prepare(
				`INSERT INTO worker_number (worker_id, digits, place, added_at)
				 SELECT :worker, :digits, COALESCE(MAX(place), -1) + 1, :at FROM worker_number WHERE worker_id = :worker
				 ON CONFLICT (worker_id, digits) DO NOTHING`,
			)
			.run({ worker: workerId, digits, at: instant(acting.clock) }).changes === 1
	);
}

export function insertWorker(
	acting: Acting,
	id: string,
	username: string,
	details: WorkerDetails & { clientKey?: string },
): void {
	const now = instant(acting.clock);
	acting.store
		.prepare(
			`INSERT INTO worker (id, project_id, username, first_name, last_name, email, language, client_key, created_at, modified_at)
			 VALUES (:id, :project, :username, :first, :last, :email, :language, :clientKey, :now, :now)`,
		)
		.run({
			id,
			project: acting.project.id,
			username,
			first: oneLine(details.firstName ?? ""),
			last: oneLine(details.lastName ?? ""),
			email: oneLine(details.email ?? ""),
			language: details.language || null,
			clientKey: details.clientKey ?? null,
			now,
		});
}

/** HQ cuts names at 255 characters; a name that is longer is refused by its field. */
function tooLong(details: WorkerDetails): Extract<Result<never>, { ok: false }> | null {
	for (const field of ["firstName", "lastName", "email"] as const) {
		const length = details[field]?.length ?? 0;
		if (length > longestName)
			return { ok: false, problem: { code: "name-too-long", field, details: { longest: longestName, length } } };
	}
	return null;
}
