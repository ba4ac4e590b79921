import type { Acting } from "../api/acting.ts";
import type { Result } from "../ground/index.ts";
import type { MessageView } from "../messaging/api.ts";
import type { OutRow } from "../spreadsheet-import/index.ts";
import { holdsWords, pageRows, type Table } from "./table.ts";

export type ListMessages = (
	acting: Acting,
	page: { limit: number; after?: string },
) => Result<{ rows: MessageView[]; next: string | null }>;

const header =
	"at direction from to contact_kind contact_id contact_name gateway text parts state problem sent_at delivered_at id".split(
		" ",
	);

/** Every text, also those that failed, newest first. */
export function messageTable(list: ListMessages, acting: Acting, search: string): Table {
	return {
		name: "messages",
		header,
		*pages() {
			const holds = holdsWords(search);
			for (let after: string | undefined; ; ) {
				const page = list(acting, { limit: pageRows, after });
				if (!page.ok) return;
				yield page.value.rows.map(rowOf).filter(holds);
				if (page.value.next === null) return;
				after = page.value.next;
			}
		},
	};
}

function rowOf(text: MessageView): OutRow {
	const { createdAt, direction, from, to, contact, gateway, parts, state, problem, sentAt, deliveredAt, id } = text;
	const who = [contact?.kind ?? null, contact?.id ?? null, contact?.name ?? null];
	return [
		createdAt,
		direction,
		from,
		to,
		...who,
		gateway,
		text.text,
		String(parts),
		state,
		problem,
		sentAt,
		deliveredAt,
		id,
	];
}
