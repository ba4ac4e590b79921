import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import { newId } from "../../ground/index.ts";
import { addWorkerEntry, removeWorkerEntry } from "../../phone-numbers/index.ts";
import { oneLine } from "../case-record.ts";
import { showStates } from "../save-case.ts";
import { insertWorker, putNumber } from "./save-worker.ts";
import { isUsername } from "./username.ts";
import { ownerOf } from "./worker-numbers.ts";
import { findWorker, numbersOf, touchWorker, type WorkerRecord, workerOfId } from "./worker-record.ts";

/** What HQ says of a mobile worker; what is left out stays as it is here. */
export interface ReceivedWorker {
	username: string;
	firstName?: string;
	lastName?: string;
	email?: string;
	language?: string;
	/** All of them, the default first; cleaned digits. */
	numbers?: readonly string[];
}

/** A worker of the acting project by its id. */
export function workerAnyhow({ store, project }: Acting, id: string): WorkerRecord | undefined {
	const worker = workerOfId(store, id);
	return worker?.project_id === project.id ? worker : undefined;
}

/**
 * Writes what was changed on HQ, or makes the worker that was made there; its numbers are one-way, as each added number is. Null where the name is
 * none that a worker can have here. Inside a transaction or not.
 */
export function receiveWorker(acting: Acting, received: ReceivedWorker): WorkerRecord | null {
	return acting.store.write(() => {
		const found = findWorker(acting, received.username);
		if (!found.ok && !isUsername(received.username)) return null;
		const id = found.ok ? found.value.id : newId();
		if (!found.ok) insertWorker(acting, id, received.username, {});
		const set = acting.store.prepare(
			`UPDATE worker SET first_name = COALESCE(:first, first_name), last_name = COALESCE(:last, last_name), email = COALESCE(:email, email),
			 language = CASE WHEN :language IS NULL THEN language ELSE NULLIF(:language, '') END WHERE id = :id`,
		);
		const line = (text: string | undefined) => (text === undefined ? null : oneLine(text));
		set.run({
			id,
			first: line(received.firstName),
			last: line(received.lastName),
			email: line(received.email),
			language: line(received.language),
		});
		const worker = workerOfId(acting.store, id);
		if (!worker) throw new Error("a worker that was just written is missing");
		if (received.numbers) setNumbers(acting, worker, received.numbers);
		recordAudit(acting, { action: "worker.received", subject: { kind: "worker", id } });
		return touchWorker(acting, id);
	});
}

function setNumbers(acting: Acting, worker: WorkerRecord, wanted: readonly string[]): void {
	const { store } = acting;
	for (const digits of numbersOf(store, worker.id)) {
		if (wanted.includes(digits)) continue;
		store.prepare("DELETE FROM worker_number WHERE worker_id = ? AND digits = ?").run(worker.id, digits);
		showStates(acting, removeWorkerEntry(acting, ownerOf(worker), digits));
	}
	for (const digits of wanted) {
		putNumber(acting, worker.id, digits);
		if (worker.active) addWorkerEntry(acting, ownerOf(worker), digits);
	}
	// Below all that are there, the first the lowest, since each place is taken once.
	for (const digits of [...wanted].reverse())
		store
			.prepare(
				"UPDATE worker_number SET place = (SELECT MIN(place) - 1 FROM worker_number WHERE worker_id = :worker) WHERE worker_id = :worker AND digits = :digits",
			)
			.run({ worker: worker.id, digits });
}
