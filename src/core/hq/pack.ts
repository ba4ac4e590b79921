import type { Acting } from "../api/acting.ts";
import { newId } from "../ground/index.ts";
import { readSetting } from "../settings/index.ts";
import { type Flat, readFlat, writeFlat } from "./flat.ts";
import { findLine } from "./line-record.ts";
import { type CaseBlock, makeForm, whyNotSendable } from "./make-form.ts";

export interface ItemRow {
	id: number;
	kind: "case" | "worker";
	contact_id: string;
	change: "create" | "update" | "close" | "reopen";
	sets: string;
	made_at: string;
	alone: number;
	tries: number;
}

/** Cases in one form: few enough that a form lost on a bad line costs little, enough that HQ's limit of forms a day lasts. */
const casesAForm = 10;
const itemsAtOnce = 200;

/**
 * Makes forms of what waits, in one transaction: of each contact only its first change, so that its order is kept. What can't be sent is parked.
 * Returns how many changes were looked at.
 */
export function packForms(acting: Acting, user: string): number {
	const { store, project } = acting;
	return store.write(() => {
		const rows = store
			.prepare<ItemRow>(
				`SELECT * FROM hq_item i WHERE project_id = ? AND state = 'waiting' AND kind = 'case'
				 AND NOT EXISTS (SELECT 1 FROM hq_item e WHERE e.kind = i.kind AND e.contact_id = i.contact_id AND e.id < i.id)
				 ORDER BY id LIMIT ?`,
			)
			.all(project.id, itemsAtOnce);
		const userId = findLine(acting)?.user_id ?? user;
		let group: { row: ItemRow; block: CaseBlock }[] = [];
		const flush = () => {
			if (group.length === 0) return;
			const id = newId();
			const body = makeForm({
				instanceId: id,
				deviceId: "Outpost",
				username: user,
				userId,
				at: group.at(-1)?.row.made_at ?? "",
				blocks: group.map(({ block }) => block),
			});
			store.prepare("INSERT INTO hq_form (id, project_id, body) VALUES (?, ?, ?)").run(id, project.id, body);
			for (const { row } of group)
				store.prepare("UPDATE hq_item SET state = 'formed', form_id = ? WHERE id = ?").run(id, row.id);
			group = [];
		};
		for (const row of rows) {
			const block = blockOf(acting, row, userId);
			if (!block) continue;
			if (row.alone) flush();
			group.push({ row, block });
			if (row.alone || group.length === casesAForm) flush();
		}
		flush();
		return rows.length;
	});
}

/** One case's part of the form, or null where it was parked. */
function blockOf(acting: Acting, row: ItemRow, userId: string): CaseBlock | null {
	const sets = readFlat(row.sets) ?? new Map<string, string>();
	if (row.change === "reopen") return park(acting, row.id, "hq-cannot-reopen", {});
	for (const [name, value] of sets) {
		const code = whyNotSendable(name, value);
		if (code) return park(acting, row.id, code, { name: name.replace(/^@/, "").slice(0, 60) });
	}
	const owner = ownerOf(acting, row, sets, userId);
	if (owner === null)
		return park(acting, row.id, "hq-owner-unknown", { owner: (sets.get("@owner") ?? "").slice(0, 60) });
	const properties = new Map([...sets].filter(([name]) => !name.startsWith("@")));
	return {
		caseId: row.contact_id,
		creates: row.change === "create",
		closes: sets.get("@closed") === "1",
		type: sets.get("@type"),
		name: sets.get("@name"),
		ownerId: owner,
		externalId: sets.get("@externalId"),
		properties,
		at: row.made_at,
	};
}

/** HQ's id of the case owner: undefined where nothing is said of it, null where HQ knows nobody of that name. */
function ownerOf(acting: Acting, row: ItemRow, sets: Flat, userId: string): string | undefined | null {
	const { store, project } = acting;
	const named = sets.get("@owner");
	if (!named && row.change !== "create") return undefined;
	const name = named || readSetting(acting, "hq.owner") || userId;
	const known = store
		.prepare<{ hq_id: string; name: string }>(
			"SELECT hq_id, name FROM hq_owner WHERE project_id = ? AND (name = ? OR hq_id = ?) ORDER BY kind DESC",
		)
		.get(project.id, name, name);
	const id = known?.hq_id ?? (name === userId || looksLikeId(name) ? name : null);
	if (!named && id !== null) {
		// Noted, so that HQ's copy is not taken for a change of the owner.
		sets.set("@owner", known?.name ?? id);
		store.prepare("UPDATE hq_item SET sets = ? WHERE id = ?").run(writeFlat(sets), row.id);
	}
	return id;
}

function looksLikeId(name: string): boolean {
	return /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name);
}

/** Puts one change aside with its reason; the rest goes on. */
export function park({ store }: Acting, itemId: number, code: string, details: Record<string, string>): null {
	store
		.prepare("UPDATE hq_item SET state = 'parked', form_id = NULL, problem = ?, problem_details = ? WHERE id = ?")
		.run(code, JSON.stringify(details), itemId);
	store.announce({ type: "changed", topics: ["hq"] });
	return null;
}
