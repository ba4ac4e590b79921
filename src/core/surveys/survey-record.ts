import type { Acting } from "../api/acting.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import { type SurveyDefinition, surveyDefinition } from "./definition.ts";

/** A survey as it stands in the database; what it asks is in its versions. */
export interface SurveyRecord {
	seq: number;
	id: string;
	project_id: string;
	name: string;
	version: number;
	created_at: string;
	removed_at: string | null;
}

/** One that can be started, by its id or its name in any case of letters. Problem `survey-not-found`. */
export function findSurvey(acting: Pick<Acting, "store" | "project">, idOrName: string): Result<SurveyRecord> {
	const row = acting.store
		.prepare<SurveyRecord>(
			"SELECT * FROM survey WHERE project_id = ? AND removed_at IS NULL AND (id = ? OR name_folded = ?)",
		)
		.get(acting.project.id, idOrName, foldName(idOrName));
	return row ? ok(row) : fail("survey-not-found", { field: "survey" });
}

/** Also one that was removed, by its id: what people answered stays. Problem `survey-not-found`. */
export function findSurveyEver(acting: Pick<Acting, "store" | "project">, idOrName: string): Result<SurveyRecord> {
	const row = acting.store
		.prepare<SurveyRecord>("SELECT * FROM survey WHERE project_id = ? AND id = ?")
		.get(acting.project.id, idOrName);
	return row ? ok(row) : findSurvey(acting, idOrName);
}

export function foldName(name: string): string {
	return name.normalize("NFC").trim().toLowerCase();
}

const read = new WeakMap<Store, Map<string, SurveyDefinition>>();

/** What a version asks. A version never changes, so each is read once. */
export function definitionOf(store: Store, surveyId: string, version: number): SurveyDefinition {
	const known = read.get(store) ?? new Map<string, SurveyDefinition>();
	read.set(store, known);
	const key = `${surveyId} ${version}`;
	let definition = known.get(key);
	if (!definition) {
		const row = store
			.prepare<{ definition: string }>("SELECT definition FROM survey_version WHERE survey_id = ? AND version = ?")
			.get(surveyId, version);
		if (!row) throw new Error("a version of a survey is missing");
		definition = surveyDefinition.parse(JSON.parse(row.definition));
		known.set(key, definition);
	}
	return definition;
}
