import { gzipSync } from "node:zlib";
import type { Acting } from "../api/acting.ts";
import { newId } from "../ground/index.ts";
import { readSetting } from "../settings/index.ts";
import { readFlat } from "./flat.ts";
import { countWaiting, findLine } from "./line-record.ts";
import { type CaseBlock, makeForm, whyNotSendable } from "./make-form.ts";
import { onTheWay } from "./on-the-way.ts";

export interface ItemRow {
	id: number;
	kind: "case" | "worker";
	contact_id: string;
	/** Its number in `hq_contact`. */
	contact: number;
	change: "create" | "update" | "close" | "reopen";
	sets: string;
	made_at: string;
	alone: number;
	tries: number;
}

/** A form as it goes over the line, with the changes in it. */
export interface Form {
	id: string;
	/** XML; in bytes where it is packed with gzip. */
	body: string | Buffer;
	items: readonly ItemRow[];
	/** Who got the cases that nobody was named for. */
	owner: string | null;
	errors: number;
}

const packedFrom = 1024;
/** Cases in one form: few enough that a form lost on a bad line costs little, enough that HQ's limit of forms a day lasts. */
const casesAForm = 10;
/** Of five forms, so that whoever else wants to write does not wait long. Said in the statement: SQLite makes one with a bound limit anew each time. */
const itemsAtOnce = 5 * casesAForm;

/**
 * Makes the next forms of what waits behind the change `after`, in one transaction: of each contact only its first change, so that its order is kept. What
 * can't be sent is parked. `last`: the last change that was looked at; null where none behind `after` can go now.
 */
export function packForms(acting: Acting, user: string, after: number): { forms: Form[]; last: number | null } {
	const { store, project } = acting;
	return store.write(() => {
		const rows = store
			.prepare<ItemRow>(
				`SELECT * FROM hq_item i WHERE project_id = ? AND state = 'waiting' AND kind = 'case' AND id > ? AND id NOT IN (${onTheWay})
				 AND NOT EXISTS (SELECT 1 FROM hq_item e WHERE e.contact = i.contact AND e.id < i.id)
				 ORDER BY id LIMIT ${itemsAtOnce}`,
			)
			.all(project.id, after);
		const userId = findLine(acting)?.user_id ?? user;
		const ownerOf = owners(acting, userId);
		const forms: Form[] = [];
		let group: { row: ItemRow; block: CaseBlock }[] = [];
		const flush = () => {
			if (group.length === 0) return;
			const id = newId();
			const xml = makeForm({
				instanceId: id,
				deviceId: "Outpost",
				username: user,
				userId,
				at: group.at(-1)?.row.made_at ?? "",
				blocks: group.map(({ block }) => block),
			});
			const body = asBody(xml);
			const items = group.map(({ row }) => row);
			const owner = ownerOf("")?.name ?? null;
			store
				.prepare("INSERT INTO hq_form (id, project_id, items, owner, body) VALUES (?, ?, ?, ?, ?)")
				.run(id, project.id, JSON.stringify(items.map((item) => item.id)), owner, body);
			forms.push({ id, body, items, owner, errors: 0 });
			group = [];
		};
		for (const row of rows) {
			const block = blockOf(acting, row, ownerOf);
			if (!block) continue;
			if (row.alone) flush();
			group.push({ row, block });
			if (row.alone || group.length === casesAForm) flush();
		}
		flush();
		return { forms, last: rows.at(-1)?.id ?? null };
	});
}

/** Forms that were made and not answered, as by a process that was ended. */
export function openForms({ store, project }: Acting): Form[] {
	const changes = store.prepare<ItemRow>(
		"SELECT i.* FROM hq_item i JOIN json_each(?) n ON n.value = i.id ORDER BY i.id",
	);
	return store
		.prepare<Omit<Form, "items"> & { items: string }>(
			"SELECT id, body, items, owner, errors FROM hq_form WHERE project_id = ? ORDER BY seq",
		)
		.all(project.id)
		.map((form) => ({ ...form, items: changes.all(form.items) }));
}

/** A form as it goes over the line. Nothing in one is far from its like: a small window and a short search pack as well as long ones in half the time. */
export function asBody(xml: string): string | Buffer {
	if (xml.length < packedFrom) return xml;
	const packed = gzipSync(xml, { level: 3, windowBits: 13, memLevel: 6, chunkSize: 4096 });
	// In memory of its own: what zlib gives is the beginning of something longer, which would be kept and go to the thread of the line as a whole.
	const exact = Buffer.allocUnsafeSlow(packed.length);
	packed.copy(exact);
	return exact;
}

/** One case's part of the form, or null where it was parked. */
function blockOf(acting: Acting, row: ItemRow, ownerOf: (name: string) => Owner | null): CaseBlock | null {
	const sets = readFlat(row.sets) ?? new Map<string, string>();
	if (row.change === "reopen") return park(acting, row.id, "hq-cannot-reopen", {});
	for (const [name, value] of sets) {
		const code = whyNotSendable(name, value);
		if (code) return park(acting, row.id, code, { name: name.replace(/^@/, "").slice(0, 60) });
	}
	const named = sets.get("@owner");
	const owner = named || row.change === "create" ? ownerOf(named ?? "") : undefined;
	if (owner === null) return parkFor(acting, row.id, named);
	const properties = new Map([...sets].filter(([name]) => !name.startsWith("@")));
	return {
		caseId: row.contact_id,
		creates: row.change === "create",
		closes: sets.get("@closed") === "1",
		type: sets.get("@type"),
		name: sets.get("@name"),
		ownerId: owner?.id,
		externalId: sets.get("@externalId"),
		properties,
		at: row.made_at,
	};
}

/** HQ knows nobody of the name that stands with the case, or of the one that is set for cases without; or lets them own none. */
function parkFor(acting: Acting, itemId: number, named: string | undefined): null {
	const owner = named || readSetting(acting, "hq.owner");
	const why = ownerNamed(acting, owner) ? "cannot-own" : "unknown";
	return park(acting, itemId, `hq-${named ? "" : "set-"}owner-${why}`, { owner: owner.slice(0, 60) });
}

interface Owner {
	/** HQ's. */
	id: string;
	name: string;
}

/** Finds case owners by their names, each once; without a name, who owns what nobody was named for. Null: HQ knows nobody of that name who may own one. */
function owners(acting: Acting, userId: string): (name: string) => Owner | null {
	const found = new Map<string, Owner | null>();
	const find = (named: string): Owner | null => {
		const name = named || readSetting(acting, "hq.owner") || userId;
		const known = ownerNamed(acting, name);
		if (known) return known.owns ? { id: known.hq_id, name: known.name } : null;
		return name === userId || looksLikeId(name) ? { id: name, name } : null;
	};
	return (name) => {
		const known = found.get(name);
		if (known !== undefined) return known;
		const owner = find(name);
		found.set(name, owner);
		return owner;
	};
}

/** Whom HQ knows by this name or id; one who may own cases comes before one who may not. */
function ownerNamed({ store, project }: Acting, name: string) {
	return store
		.prepare<{ hq_id: string; name: string; owns: number }>(
			"SELECT hq_id, name, owns FROM hq_owner WHERE project_id = ? AND (name = ? OR hq_id = ?) ORDER BY owns DESC, kind DESC",
		)
		.get(project.id, name, name);
}

function looksLikeId(name: string): boolean {
	return /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name);
}

/** Puts one change aside with its reason; the rest goes on. */
export function park(acting: Acting, itemId: number, code: string, details: Record<string, string>): null {
	const { store } = acting;
	const { changes } = store
		.prepare("UPDATE hq_item SET state = 'parked', problem = ?, problem_details = ? WHERE id = ? AND state = 'waiting'")
		.run(code, JSON.stringify(details), itemId);
	countWaiting(acting, -changes);
	store.announce({ type: "changed", topics: ["hq"] });
	return null;
}
