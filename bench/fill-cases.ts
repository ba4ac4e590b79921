import { DateTime } from "luxon";
import type { Acting } from "../src/core/api/acting.ts";
import { chainHash } from "../src/core/audit/record-audit.ts";
import { statementFor } from "../src/core/consent/index.ts";
import { closeCase } from "../src/core/contacts/close-case.ts";
import { countIn } from "../src/core/contacts/count-in.ts";
import { indexCase } from "../src/core/contacts/search-index.ts";
import { instant, newId } from "../src/core/ground/index.ts";
import { writeMeta } from "../src/core/storage/index.ts";
import type { Person } from "./people.ts";

const chunk = 100_000;
const closedEvery = 33;

/**
 * Puts people into an office as `registerCase` would, leaving the same rows in the same tables (a test compares them), but without
 * reading the number as typed, asking who holds it or reading back what was written: a million registrations would take a quarter of an
 * hour. Every 33rd case is then closed by the verb itself. `told` hears how many are in after each transaction.
 */
export function fillCases(acting: Acting, people: readonly Person[], told: (done: number) => void = () => {}): void {
	for (let from = 0; from < people.length; from += chunk) {
		const some = people.slice(from, from + chunk);
		acting.store.write(() => {
			const audit = auditWriter(acting);
			const ids = some.map((person) => putPerson(acting, person, audit.line));
			audit.end();
			for (const [at, id] of ids.entries()) if ((from + at) % closedEvery === closedEvery - 1) closeCase(acting, id);
		});
		told(from + some.length);
	}
}

type AuditLine = (action: string, id: string, details: Record<string, string>) => void;

function putPerson(acting: Acting, person: Person, audit: AuditLine): string {
	const { store, project, staff } = acting;
	const id = newId();
	const now = instant(acting.clock);
	const digits = person.hasPhone ? person.digits : null;
	const consented = person.answer === "yes";
	const properties: Record<string, string> = { language_code: person.language, village: person.village };
	if (digits) properties.contact_phone_number = digits;
	if (consented) properties.contact_phone_number_is_verified = "1";
	const state = digits ? (consented ? "two-way" : "one-way") : "none";
	const { lastInsertRowid } = store
		.prepare(
			`INSERT INTO contact_case (id, project_id, case_type, name, phone, consented, number_state, properties, opened_at, modified_at)
			 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		)
		.run(
			id,
			project.id,
			person.type,
			person.name,
			digits ?? "",
			consented ? 1 : 0,
			state,
			JSON.stringify(properties),
			now,
			now,
		);
	const seq = Number(lastInsertRowid);
	const counted = { consented: consented ? 1 : 0, number_state: state, opened_at: now, closed_at: null } as const;
	countIn(store, { ...counted, project_id: project.id });
	indexCase(store, { seq, name: person.name, external_id: null, phone: digits ?? "" }, true);
	remember(acting, person.type, Object.keys(properties));
	if (digits) {
		store
			.prepare(
				`INSERT INTO phone_entry (project_id, owner_kind, owner_id, digits, verified, two_way, contact_revision, created_at)
				 VALUES (?, 'case', ?, ?, ?, ?, 1, ?)`,
			)
			.run(project.id, id, digits, consented ? 1 : 0, consented ? 1 : 0, now);
	}
	audit("case.registered", id, { type: person.type });
	if (person.answer) {
		const kind = consented ? "given" : "declined";
		store
			.prepare(
				`INSERT INTO consent_event (id, project_id, case_id, digits, kind, at, channel, staff_id, staff_name, statement_id)
				 VALUES (?, ?, ?, ?, ?, ?, 'spoken', ?, ?, ?)`,
			)
			.run(
				newId(),
				project.id,
				id,
				digits,
				kind,
				DateTime.fromMillis(acting.clock.nowMs(), { zone: project.timeZone }).toISO(),
				staff?.id ?? null,
				staff?.name ?? null,
				statementOf(acting, person.language),
			);
		audit(`consent.${kind}`, id, { channel: "spoken" });
	}
	return id;
}

function remember({ store, project }: Acting, type: string, properties: string[]): void {
	const known = vocabulary.get(store) ?? new Set();
	vocabulary.set(store, known);
	const insert = store.prepare("INSERT OR IGNORE INTO vocabulary (project_id, kind, word) VALUES (?, ?, ?)");
	for (const [kind, word] of [["type", type], ...properties.map((name) => ["property", name])] as [string, string][]) {
		if (known.has(`${kind} ${word}`)) continue;
		known.add(`${kind} ${word}`);
		insert.run(project.id, kind, word);
	}
}

function statementOf(acting: Acting, language: string): string {
	const known = statements.get(acting.store) ?? new Map<string, string>();
	statements.set(acting.store, known);
	const found = known.get(language);
	if (found) return found;
	const statement = statementFor(acting, language);
	if (!statement.ok) throw new Error(statement.problem.code);
	known.set(language, statement.value.id);
	return statement.value.id;
}

const vocabulary = new WeakMap<Acting["store"], Set<string>>();
const statements = new WeakMap<Acting["store"], Map<string, string>>();

/** Lines chained as `recordAudit` chains them, with the end of the chain noted once. */
function auditWriter({ store, clock, staff, project }: Acting) {
	const last = store
		.prepare<{ seq: number; hash: string }>("SELECT seq, hash FROM audit_line ORDER BY seq DESC LIMIT 1")
		.get();
	let { seq, hash } = last ?? { seq: 0, hash: "" };
	const insert = store.prepare(
		"INSERT INTO audit_line (seq, at, staff, project_id, action, subject_kind, subject_id, details, hash) VALUES (?, ?, ?, ?, ?, 'case', ?, ?, ?)",
	);
	const line: AuditLine = (action, id, details) => {
		seq += 1;
		const row = {
			seq,
			at: instant(clock),
			staff: staff?.name ?? null,
			project_id: project.id,
			action,
			subject_kind: "case",
			subject_id: id,
			details: JSON.stringify(details),
		};
		hash = chainHash(hash, row);
		insert.run(seq, row.at, row.staff, project.id, action, id, row.details, hash);
	};
	return { line, end: () => writeMeta(store, "audit-end", `${seq} ${hash}`) };
}
