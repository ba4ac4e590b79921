import type { Acting } from "../../api/acting.ts";
import { fail, instant, ok, type Result } from "../../ground/index.ts";
import { holdersOf } from "../../phone-numbers/index.ts";
import { foldText } from "../fold-text.ts";
import { foldUsername } from "./username.ts";

/** A mobile worker as it stands in the database. */
export interface WorkerRecord {
	seq: number;
	id: string;
	project_id: string;
	username: string;
	first_name: string;
	last_name: string;
	email: string;
	language: string | null;
	active: number;
	created_at: string;
	modified_at: string;
	revision: number;
}

/** A worker of the acting project by its username, as typed. Problem `worker-not-found`. */
export function findWorker(acting: Pick<Acting, "store" | "project">, username: string): Result<WorkerRecord> {
	const row = acting.store
		.prepare<WorkerRecord>("SELECT * FROM worker WHERE project_id = ? AND username = ?")
		.get(acting.project.id, foldUsername(username));
	return row ? ok(row) : fail("worker-not-found", { field: "username" });
}

export function workerOfId(store: Acting["store"], id: string): WorkerRecord | undefined {
	return store.prepare<WorkerRecord>("SELECT * FROM worker WHERE id = ?").get(id);
}

/** Usernames of active workers of the project in the order of their letters, so many at most. */
export function activeUsernames({ store, project }: Pick<Acting, "store" | "project">, most: number): string[] {
	return store
		.prepare<{ username: string }>(
			"SELECT username FROM worker WHERE project_id = ? AND active = 1 ORDER BY username LIMIT ?",
		)
		.all(project.id, most)
		.map(({ username }) => username);
}

/** Digits in their order; the first is the default. */
export function numbersOf(store: Acting["store"], workerId: string): string[] {
	return store
		.prepare<{ digits: string }>("SELECT digits FROM worker_number WHERE worker_id = ? ORDER BY place")
		.all(workerId)
		.map((row) => row.digits);
}

/** Active workers of the project with this number. */
export function workersHolding({ store, project }: Pick<Acting, "store" | "project">, digits: string): WorkerRecord[] {
	return holdersOf(store, digits).flatMap(({ kind, id, projectId }) => {
		const worker = kind === "worker" && projectId === project.id ? workerOfId(store, id) : undefined;
		return worker?.active ? [worker] : [];
	});
}

export function shownName(worker: Pick<WorkerRecord, "first_name" | "last_name" | "username">): string {
	return `${worker.first_name} ${worker.last_name}`.trim() || worker.username;
}

/** After any change of a worker or its numbers: what the search finds, the revision, news to the windows. Inside the transaction of the change. */
export function touchWorker(acting: Acting, id: string): WorkerRecord {
	const { store } = acting;
	const worker = workerOfId(store, id);
	if (!worker) throw new Error("a worker that was just written is missing");
	const found = [worker.username, worker.first_name, worker.last_name].map(foldText).concat(numbersOf(store, id));
	store
		.prepare("UPDATE worker SET search = ?, modified_at = ?, revision = revision + 1 WHERE id = ?")
		.run(found.filter(Boolean).join("\n"), instant(acting.clock), id);
	store.announce({ type: "changed", topics: ["workers", "numbers"], ids: [id] });
	return { ...worker, revision: worker.revision + 1 };
}
