import type { Acting } from "../api/acting.ts";
import { consentsAfter } from "../consent/index.ts";
import { caseAnyhow } from "../contacts/index.ts";
import { holdsWords, pageRows, type Table } from "./table.ts";

const header = "at case_id case_name number kind channel staff witness language version statement source id how".split(
	" ",
);

/** Every proof record of the project, oldest first, also of cases that were deleted. */
export function consentTable(acting: Acting, search: string): Table {
	return {
		name: "consents",
		header,
		*pages() {
			const holds = holdsWords(search);
			for (let after = 0; ; ) {
				const events = consentsAfter(acting, after, pageRows);
				yield events
					.map(({ at, caseId, digits, kind, channel, by, witness, statement, source, id, how }) => [
						at,
						caseId,
						caseAnyhow(acting, caseId)?.name ?? null,
						digits,
						kind,
						channel,
						by,
						witness,
						statement?.language ?? null,
						statement ? String(statement.version) : null,
						statement?.text ?? null,
						source,
						id,
						how,
					])
					.filter(holds);
				const last = events.at(-1);
				if (!last || events.length < pageRows) return;
				after = last.seq;
			}
		},
	};
}
