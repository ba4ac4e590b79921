import { hash as hashOf } from "node:crypto";
import type { Acting } from "../api/acting.ts";
import { instant, maskNumber } from "../ground/index.ts";
import { type Store, writeMeta } from "../storage/index.ts";
import type { AuditAction } from "./actions.ts";

/** What is put on record: who did what to which thing. */
export interface AuditEntry {
	action: AuditAction;
	subject?: { kind: string; id: string };
	/** Ids, codes and counts; never a text or a whole number. Runs of six or more digits are masked. */
	details?: Record<string, string | number | boolean>;
}

export interface AuditRow {
	seq: number;
	at: string;
	staff: string | null;
	project_id: string | null;
	action: string;
	subject_kind: string | null;
	subject_id: string | null;
	details: string;
	hash: string;
}

const longestDetail = 200;
/** Six digits or more, also with spaces, brackets and hyphens between: the way people write numbers. */
const numberLike = /\p{Nd}(?:[\s().-]*\p{Nd}){5,}/gu;

/**
 * Appends one line, chained to the one before by its hash. Call inside the transaction that makes the change.
 * The end of the chain stands in `meta` too, so that lines cut off at the end are missed.
 */
export function recordAudit(
	acting: Pick<Acting, "store" | "clock" | "staff"> & { project?: { id: string } | null },
	entry: AuditEntry,
): void {
	const { store } = acting;
	store.write(() => {
		const last = lastLine(store);
		const row: Omit<AuditRow, "hash"> = {
			seq: (last?.seq ?? 0) + 1,
			at: instant(acting.clock),
			staff: acting.staff?.name ?? null,
			project_id: acting.project?.id ?? null,
			action: entry.action,
			subject_kind: entry.subject?.kind ?? null,
			subject_id: entry.subject?.id ?? null,
			details: JSON.stringify(masked(entry.details ?? {})),
		};
		const hash = chainHash(last?.hash ?? "", row);
		store
			.prepare(
				"INSERT INTO audit_line (seq, at, staff, project_id, action, subject_kind, subject_id, details, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			)
			.run(row.seq, row.at, row.staff, row.project_id, row.action, row.subject_kind, row.subject_id, row.details, hash);
		store.lastly("audit-end", () => noteEnd(store));
		store.announce({ type: "changed", topics: ["audit"] });
	});
}

function lastLine(store: Store): { seq: number; hash: string } | undefined {
	return store
		.prepare<{ seq: number; hash: string }>("SELECT seq, hash FROM audit_line ORDER BY seq DESC LIMIT 1")
		.get();
}

/** Of the lines that a transaction really leaves: a piece of it may have been taken back. */
function noteEnd(store: Store): void {
	const last = lastLine(store);
	if (last) writeMeta(store, "audit-end", `${last.seq} ${last.hash}`);
}

export function chainHash(before: string, row: Omit<AuditRow, "hash">): string {
	const line = JSON.stringify([
		before,
		row.seq,
		row.at,
		row.staff,
		row.project_id,
		row.action,
		row.subject_kind,
		row.subject_id,
		row.details,
	]);
	return hashOf("sha256", line, "hex");
}

function masked(details: Record<string, string | number | boolean>): Record<string, string | number | boolean> {
	return Object.fromEntries(
		Object.entries(details).map(([key, value]) => {
			if (typeof value !== "string") return [key, value];
			const line = value.replace(/\p{Cc}+/gu, " ").slice(0, longestDetail);
			return [key, line.replace(numberLike, (run) => maskNumber(run.replace(/\P{Nd}/gu, "")))];
		}),
	);
}
