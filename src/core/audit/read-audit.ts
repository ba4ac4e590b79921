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

/** Follows the chain from its first line to the end that `meta` remembers, letting others work in between. */
export async function verifyAudit({ store, signal }: Pick<Acting, "store" | "signal">): Promise<AuditVerdict> {
	const page = store.prepare<AuditRow>("SELECT * FROM audit_line WHERE seq > ? ORDER BY seq LIMIT 2000");
	const end = store.prepare<{ value: string }>("SELECT value FROM meta WHERE key = 'audit-end'").get()?.value ?? "0 ";
	const [endSeq = "0", endHash = ""] = end.split(" ");
	let before = "";
	let at = 0;
	for (let rows = page.all(0); rows.length > 0 && !signal?.aborted; rows = page.all(at)) {
		for (const { hash, ...row } of rows) {
			if (row.seq !== at + 1 || hash !== chainHash(before, row)) return { lines: at, intact: false, firstBad: at + 1 };
			if (row.seq === Number(endSeq) && hash !== endHash) return { lines: at, intact: false, firstBad: row.seq };
			before = hash;
			at = row.seq;
		}
		await new Promise((resolve) => setImmediate(resolve));
	}
	return at < Number(endSeq) ? { lines: at, intact: false, firstBad: at + 1 } : { lines: at, intact: true };
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
