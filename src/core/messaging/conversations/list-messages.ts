import type { Acting } from "../../api/acting.ts";
import type { ParsedInputOf } from "../../api/contract.ts";
import { ok, type Result } from "../../ground/index.ts";
import type { Param } from "../../storage/index.ts";
import type { MessageView } from "../api.ts";
import type { Correspondents } from "../correspondents.ts";
import { type MessageRecord, messageView } from "../message-record.ts";

/** The message log, newest first; `limit` 0 means all. Problems: those of finding the contact. */
export function listMessages(
	acting: Acting,
	people: Correspondents,
	input: ParsedInputOf<"messages.list">,
): Result<{ rows: MessageView[]; next: string | null }> {
	const where = ["project_id = ?"];
	const params: Param[] = [acting.project.id];
	if (input.direction) {
		where.push("direction = ?");
		params.push(input.direction);
	}
	if (input.state) {
		where.push("state = ?");
		params.push(input.state);
	}
	if (input.since) {
		where.push("created_at >= ?");
		params.push(instantOf(input.since));
	}
	if (input.contact) {
		const found = people.find(acting, input.contact);
		if (!found.ok) return found;
		where.push(found.value.contact ? "((contact_kind = ? AND contact_id = ?) OR peer = ?)" : "peer = ?");
		if (found.value.contact) params.push(found.value.contact.kind, found.value.contact.id);
		params.push(found.value.digits ?? "");
	}
	if (input.after) {
		where.push("seq < ?");
		params.push(Number(input.after) || 0);
	}
	const rows = acting.store
		.prepare<MessageRecord>(`SELECT * FROM message WHERE ${where.join(" AND ")} ORDER BY seq DESC LIMIT ?`)
		.all(...params, input.limit === 0 ? -1 : input.limit + 1);
	const page = input.limit === 0 ? rows : rows.slice(0, input.limit);
	const last = page.at(-1);
	return ok({
		rows: page.map((record) => messageView(acting, people, record)),
		next: rows.length > page.length && last ? String(last.seq) : null,
	});
}

function instantOf(text: string): string {
	const ms = Date.parse(text);
	return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}
