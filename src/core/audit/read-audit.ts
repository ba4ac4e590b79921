import type { Acting, HandlersOf } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import { ok } from "../ground/index.ts";
import type { Param } from "../storage/index.ts";
import type { AuditLine, AuditVerdict, auditApi } from "./api.ts";
import { type AuditRow, chainHash } from "./record-audit.ts";

export const auditHandlers: HandlersOf<typeof auditApi> = {
	"audit.list": (acting, input) => ok(listAudit(acting, input)),
	"audit.verify": async (acting) => ok(await verifyAudit(acting)),
};

function listAudit({ store }: Acting, input: ParsedInputOf<"audit.list">): { lines: AuditLine[]; more: boolean } {
	const where = ["1"];
	const params: Param[] = [];
	const only = (sql: string, value: Param | undefined) => {
		if (value === undefined) return;
		where.push(sql);
		params.push(value);
	};
	only("seq < ?", input.before);
	only("subject_id = ?", input.subjectId);
	only("action = ?", input.action);
	const rows = store
		.prepare<AuditRow>(`SELECT * FROM audit_line WHERE ${where.join(" AND ")} ORDER BY seq DESC LIMIT ?`)
		.all(...params, input.limit + 1);
	return { lines: rows.slice(0, input.limit).map(shown), more: rows.length > input.limit };
}

/** When the last line was written. */
export function newestAuditAt(store: Acting["store"]): string | undefined {
	return store.prepare<{ at: string }>("SELECT at FROM audit_line ORDER BY seq DESC LIMIT 1").get()?.at;
}

/** Follows the chain from its first line to the end that `meta` remembers, letting others work in between. */
export async function verifyAudit({ store, signal }: Pick<Acting, "store" | "signal">): Promise<AuditVerdict> {
	const page = store.prepare<AuditRow>("SELECT * FROM audit_line WHERE seq > ? ORDER BY seq LIMIT 2000");
	// One statement, so that a line written by another process meanwhile does not look like a gap.
	const tail = store.prepare<{ last: number | null; noted: string | null }>(
		"SELECT (SELECT MAX(seq) FROM audit_line) last, (SELECT value FROM meta WHERE key = 'audit-end') noted",
	);
	let before = "";
	let at = 0;
	for (;;) {
		const rows = page.all(at);
		for (const { hash, ...row } of rows) {
			if (row.seq !== at + 1 || hash !== chainHash(before, row)) return { lines: at, intact: false, firstBad: at + 1 };
			before = hash;
			at = row.seq;
		}
		const { last, noted } = tail.get() ?? { last: null, noted: null };
		if (signal?.aborted) return { lines: at, intact: true };
		if (last !== null && last > at) {
			await new Promise((resolve) => setImmediate(resolve));
			continue;
		}
		// Every line notes itself as the end: lines cut off, or written past it, were not cut or written by this program.
		if ((noted ?? "0 ") === `${at} ${before}`) return { lines: at, intact: true };
		return { lines: at, intact: false, firstBad: Math.min(at, Number(noted?.split(" ")[0] ?? 0)) + 1 };
	}
}

function shown(row: AuditRow): AuditLine {
	return {
		seq: row.seq,
		at: row.at,
		staff: row.staff,
		action: row.action,
		subject: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : null,
		details: JSON.parse(row.details) as AuditLine["details"],
	};
}
