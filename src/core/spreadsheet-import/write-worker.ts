import type { Acting } from "../api/acting.ts";
import {
	addNumber,
	changeWorker,
	createWorker,
	deactivateWorker,
	findWorker,
	numbersOf,
	removeNumber,
} from "../contacts/index.ts";
import { ok, type Result } from "../ground/index.ts";
import type { RowRecord } from "./batch-record.ts";
import { workerTarget } from "./look-ups.ts";
import type { Pairs, Written } from "./write-case.ts";

const fields = { first_name: "firstName", last_name: "lastName", email: "email", language: "language" } as const;

/** Makes or changes a mobile worker as a row says: names, language, and numbers added at the end of the list. Problems: those of the verbs. */
export function writeWorker(acting: Acting, row: RowRecord): Result<Written> {
	const takes = JSON.parse(row.takes ?? "[]") as Pairs;
	const username = takes.find(([to]) => to === "username")?.[1] ?? "";
	const phones = takes.filter(([to, digits]) => to === "phone" && digits !== "").map(([, digits]) => `+${digits}`);
	const details = detailsOf(takes);
	const found = findWorker(acting, row.target ?? username);
	if (!found.ok) {
		const made = createWorker(acting, { username, ...details, phones, acceptDoubtful: true });
		return made.ok
			? ok({ outcome: "new", target: made.value.username, revision: made.value.revision, found: null, before: null })
			: made;
	}
	const values = workerTarget(acting, found.value).values;
	const had = new Set(numbersOf(acting.store, found.value.id));
	let revision = found.value.revision;
	if (Object.keys(details).length > 0) {
		const changed = changeWorker(acting, { username: found.value.username, ...details });
		if (!changed.ok) return changed;
		revision = changed.value.revision;
	}
	for (const phone of phones) {
		const added = addNumber(acting, { username: found.value.username, phone, acceptDoubtful: true });
		if (!added.ok) return added;
		revision = added.value.revision;
	}
	const before = takes.flatMap(([to, value]): Pairs => {
		if (to === "phone") return had.has(value) ? [] : [["phone", value]];
		return to === "username" ? [] : [[to, values.get(to) ?? ""]];
	});
	return ok({ outcome: "updated", target: found.value.username, revision, found: found.value.revision, before });
}

/**
 * Takes back what a row wrote on a worker who stands as it left them: a new one is deactivated, since usernames stay taken; numbers that were added go.
 * The value: their revision after it. Problems: those of the verbs.
 */
export function unwriteWorker(acting: Acting, row: RowRecord): Result<number> {
	const username = row.target ?? "";
	if (row.before === null) {
		const done = deactivateWorker(acting, username);
		return done.ok ? ok(done.value.revision) : done;
	}
	const before = JSON.parse(row.before) as Pairs;
	const details = detailsOf(before);
	if (Object.keys(details).length > 0) {
		const changed = changeWorker(acting, { username, ...details });
		if (!changed.ok) return changed;
	}
	const added = before.filter(([to]) => to === "phone").map(([, digits]) => digits);
	for (const digits of new Set(added)) {
		const removed = removeNumber(acting, { username, digits });
		if (!removed.ok) return removed;
	}
	const after = findWorker(acting, username);
	return after.ok ? ok(after.value.revision) : after;
}

function detailsOf(takes: Pairs): Partial<Record<(typeof fields)[keyof typeof fields], string>> {
	return Object.fromEntries(
		takes.flatMap(([to, value]) => (to in fields ? [[fields[to as keyof typeof fields], value]] : [])),
	);
}
