import type { Acting } from "../../api/acting.ts";
import { isOptedOut } from "../../consent/index.ts";
import { instant } from "../../ground/index.ts";
import type { ConversationRow, MessageView } from "../api.ts";
import type { Correspondents } from "../correspondents.ts";
import { contactOf, type MessageRecord, messageView } from "../message-record.ts";

/** All texts with one number, oldest first; the newest `limit` of them. */
export function conversation(acting: Acting, people: Correspondents, digits: string, limit: number): MessageView[] {
	return acting.store
		.prepare<MessageRecord>("SELECT * FROM message WHERE peer = ? AND project_id = ? ORDER BY seq DESC LIMIT ?")
		.all(digits, acting.project.id, limit)
		.reverse()
		.map((record) => messageView(acting, people, record));
}

/** Numbers with texts, newest first; with `unreadOnly` those with something unread, the longest waiting first. */
export function conversations(
	acting: Acting,
	people: Correspondents,
	unreadOnly: boolean,
	limit: number,
): ConversationRow[] {
	const { store, project } = acting;
	const numbers = unreadOnly
		? store
				.prepare<{ peer: string }>(
					"SELECT peer FROM message WHERE direction = 'in' AND read_at IS NULL AND project_id = ? AND peer IS NOT NULL GROUP BY peer ORDER BY MIN(seq) LIMIT ?",
				)
				.all(project.id, limit)
		: newestNumbers(acting, limit);
	return numbers.flatMap(({ peer }) => {
		const last = store
			.prepare<MessageRecord>("SELECT * FROM message WHERE peer = ? AND project_id = ? ORDER BY seq DESC LIMIT 1")
			.get(peer, project.id);
		return last ? [row(acting, people, peer, last)] : [];
	});
}

/** Walks the log back from its end, so that a long log costs no more than the numbers shown. */
function newestNumbers({ store, project }: Acting, limit: number): { peer: string }[] {
	const seen = new Set<string>();
	for (const { peer } of store
		.prepare<{ peer: string | null }>("SELECT peer FROM message WHERE project_id = ? ORDER BY seq DESC LIMIT 20000")
		.iterate(project.id)) {
		if (peer !== null) seen.add(peer);
		if (seen.size >= limit) break;
	}
	return [...seen].map((peer) => ({ peer }));
}

function row(acting: Acting, people: Correspondents, digits: string, last: MessageRecord): ConversationRow {
	const contact = people.holder(acting, digits) ?? contactOf(last);
	const unread = acting.store
		.prepare<{ n: number }>(
			"SELECT COUNT(*) n FROM message WHERE peer = ? AND project_id = ? AND direction = 'in' AND read_at IS NULL",
		)
		.get(digits, acting.project.id);
	return {
		digits,
		contact: contact ? people.ref(acting, contact) : null,
		lastText: last.text,
		lastAt: last.created_at,
		lastDirection: last.direction,
		unread: unread?.n ?? 0,
		optedOut: isOptedOut(acting.store, digits),
	};
}

/** Somebody has looked at a conversation. Returns how many texts that were new. */
export function markRead(acting: Acting, digits: string): number {
	return acting.store.write(() => {
		const done = acting.store
			.prepare(
				"UPDATE message SET read_at = ? WHERE peer = ? AND project_id = ? AND direction = 'in' AND read_at IS NULL",
			)
			.run(instant(acting.clock), digits, acting.project.id);
		if (done.changes > 0) acting.store.announce({ type: "changed", topics: ["inbox"] });
		return done.changes;
	});
}
