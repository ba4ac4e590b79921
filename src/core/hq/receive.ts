import type { Acting } from "../api/acting.ts";
import { caseAnyhow, phoneProperty, type ReceivedCase, receiveCase, verifiedProperty } from "../contacts/index.ts";
import { lenientDigits } from "../phone-numbers/index.ts";
import { compareSides, lastThere, type Received, remember, type There } from "./both-sides.ts";
import { leaveUnsent, requeue } from "./collect.ts";
import { differences, type Flat, flatOfOurs, flatOfTheirs } from "./flat.ts";
import type { HqCase } from "./hq-answers.ts";
import { merge } from "./merge.ts";
import { asTold, mirrorNames } from "./mirror.ts";
import { copyOfOurs } from "./ours.ts";
import { noteStop } from "./stops-there.ts";
import { noteTaken } from "./taken-numbers.ts";

/**
 * Takes in HQ's copy of one case: what only HQ changed is written here, what was changed on both sides waits for a person, what only we changed
 * goes on waiting to be sent. `later`: one of our changes is on its way (`casesOnTheWay`), so that HQ's copy has to be read again after it. Inside a
 * transaction.
 */
export function receive(acting: Acting, copy: HqCase, onTheWay: ReadonlySet<string>): Received {
	const { store } = acting;
	const id = copy.case_id;
	if (onTheWay.has(id)) {
		store.prepare("UPDATE hq_contact SET recheck = 1 WHERE kind = 'case' AND contact_id = ?").run(id);
		return "later";
	}
	const contact = { kind: "case", id } as const;
	const there: There = {
		contact,
		hqId: id,
		flat: flatOfTheirs(copy, (ownerId) => ownerName(acting, ownerId)),
		at: copy.server_last_modified ?? null,
	};
	const before = lastThere(acting, contact);
	store.prepare("UPDATE hq_contact SET recheck = 0 WHERE kind = 'case' AND contact_id = ? AND recheck = 1").run(id);
	noteTaken(acting, { kind: "case", hqId: id, name: copy.case_name, ourId: id }, twoWayThere(copy));
	noteStop(acting, id, { there: there.flat, told: before });
	// As we sent it, or as it came before.
	if (before && differences(before, there.flat).size === 0) return "same";
	const record = caseAnyhow(acting, id);
	if (!record) {
		receiveCase(acting, asReceived(id, without(there.flat, mirrorNames(acting))));
		const ours = copyOfOurs(acting, contact)?.flat ?? new Map();
		remember(acting, { ...there, flat: asTold(acting, there.flat, { before, ours }) });
		requeue(acting, contact);
		return "taken";
	}
	const ours = flatOfOurs(acting, record);
	if (record.deleted_at) {
		keepTheirs(acting, there, { before, ours });
		return "same";
	}
	const known = { ...there, flat: asTold(acting, there.flat, { before, ours }) };
	return compareSides(acting, known, {
		before,
		ours,
		leftAside: mirrorNames(acting),
		take: (fields) => receiveCase(acting, asReceived(id, fields)),
	});
}

/** A case that was deleted here takes nothing more, and what HQ has of it that nobody here saw stays as it is there; only that it is closed still goes. */
function keepTheirs(acting: Acting, there: There, { before, ours }: { before: Flat | null; ours: Flat }): void {
	const { take, conflicts } = merge(before, ours, there.flat, { leftAside: mirrorNames(acting), open: new Set() });
	const theirs = [...take.keys(), ...conflicts].filter((field) => field !== "@closed");
	leaveUnsent(acting, there.contact, new Map(theirs.map((field) => [field, ours.get(field) ?? ""])));
	remember(acting, there);
	requeue(acting, there.contact);
}

/** What is mirrored is each office's own knowledge, and no property of a case here. */
function without(flat: Flat, names: ReadonlySet<string>): Flat {
	return new Map([...flat].filter(([name]) => !names.has(name)));
}

export function asReceived(id: string, flat: Flat): ReceivedCase {
	const closed = flat.get("@closed");
	return {
		id,
		type: flat.get("@type"),
		name: flat.get("@name"),
		externalId: flat.get("@externalId"),
		owner: flat.get("@owner"),
		...(closed === undefined ? {} : { closed: closed === "1" }),
		properties: new Map([...flat].filter(([field]) => !field.startsWith("@"))),
	};
}

/** The number that HQ takes for two-way with this case; any value of the flag is a yes to HQ (commcare-behaviour §1.3). */
function twoWayThere(copy: HqCase): string[] {
	const digits = lenientDigits(copy.properties[phoneProperty] ?? "");
	return copy.closed || !digits || !copy.properties[verifiedProperty] ? [] : [digits];
}

function ownerName({ store, project }: Acting, id: string): string {
	return (
		store.prepare<{ name: string }>("SELECT name FROM hq_owner WHERE project_id = ? AND hq_id = ?").get(project.id, id)
			?.name ?? id
	);
}
