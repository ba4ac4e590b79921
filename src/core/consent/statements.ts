import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, newId, ok, type Result } from "../ground/index.ts";
import type { ConsentStatement } from "./api.ts";

interface Row {
	id: string;
	language: string;
	version: number;
	text: string;
	created_at: string;
}

/**
 * The statement a person is asked with: in their language, else the project's default, else English, else any.
 * Problem `statement-not-found` where the project has none at all.
 */
export function statementFor(acting: Acting, language: string): Result<ConsentStatement> {
	const wanted = [language, language.split("-")[0] ?? language, ...acting.project.languages, "en"];
	for (const candidate of wanted) {
		const row = acting.store
			.prepare<Row>(
				"SELECT * FROM consent_statement WHERE project_id = ? AND language = ? ORDER BY version DESC LIMIT 1",
			)
			.get(acting.project.id, candidate);
		if (row) return ok(shown(row));
	}
	const any = acting.store
		.prepare<Row>("SELECT * FROM consent_statement WHERE project_id = ? ORDER BY created_at LIMIT 1")
		.get(acting.project.id);
	return any ? ok(shown(any)) : fail("statement-not-found");
}

/** All statements of the project, newest version first in each language. */
export function allStatements(acting: Acting): ConsentStatement[] {
	return acting.store
		.prepare<Row>("SELECT * FROM consent_statement WHERE project_id = ? ORDER BY language, version DESC")
		.all(acting.project.id)
		.map(shown);
}

/** A new version of the wording; what was asked before keeps the wording it was asked with (reliability I8). */
export function rewordStatement(acting: Acting, language: string, text: string): Result<ConsentStatement> {
	return acting.store.write(() => {
		const last = acting.store
			.prepare<{ version: number | null }>(
				"SELECT MAX(version) version FROM consent_statement WHERE project_id = ? AND language = ?",
			)
			.get(acting.project.id, language);
		const row: Row = {
			id: newId(),
			language,
			version: (last?.version ?? 0) + 1,
			text,
			created_at: instant(acting.clock),
		};
		acting.store
			.prepare(
				"INSERT INTO consent_statement (id, project_id, language, version, text, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
			)
			.run(row.id, acting.project.id, language, row.version, text, row.created_at, acting.staff?.id ?? null);
		recordAudit(acting, {
			action: "consent.reworded",
			subject: { kind: "statement", id: row.id },
			details: { language, version: row.version },
		});
		acting.store.announce({ type: "changed", topics: ["consent"] });
		return ok(shown(row));
	});
}

function shown(row: Row): ConsentStatement {
	return { id: row.id, language: row.language, version: row.version, text: row.text, createdAt: row.created_at };
}
