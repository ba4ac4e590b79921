import type { Acting } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, newId, ok, type Result } from "../ground/index.ts";
import { checkDefinition } from "./check-definition.ts";
import { type SurveyDefinition, surveyDefinition } from "./definition.ts";
import type { SurveyDeps } from "./deps.ts";
import { endSession, type SessionRecord } from "./session-record.ts";
import { definitionOf, findSurvey, foldName, type SurveyRecord } from "./survey-record.ts";

/**
 * Saves a new survey, or a new version of one. People in the middle of an older version finish that one; who is started from now on
 * gets this. The same again changes nothing. Problems: `survey-not-found`, `survey-exists`, `survey-name-missing`, `survey-changed-meanwhile`, those of `checkDefinition`.
 */
export function saveSurvey(
	deps: SurveyDeps,
	acting: Acting,
	input: { id?: string | undefined; version?: number | undefined; definition: SurveyDefinition },
): Result<SurveyRecord> {
	const { store } = acting;
	const { definition } = input;
	if (definition.name === "") return fail("survey-name-missing", { field: "name" });
	const checked = checkDefinition(deps, acting, definition);
	if (!checked.ok) return checked;
	return store.write(() => {
		const before = input.id === undefined ? null : findSurvey(acting, input.id);
		if (before && !before.ok) return before;
		const same = store
			.prepare<{ id: string }>(
				"SELECT id FROM survey WHERE project_id = ? AND name_folded = ? AND removed_at IS NULL AND id <> ?",
			)
			.get(acting.project.id, foldName(definition.name), before?.value.id ?? "");
		if (same) return fail("survey-exists", { field: "name", details: { name: definition.name } });
		if (before && input.version !== undefined && input.version < before.value.version)
			return fail("survey-changed-meanwhile");
		const text = JSON.stringify(definition);
		if (before && JSON.stringify(definitionOf(store, before.value.id, before.value.version)) === text) return before;
		const id = before?.value.id ?? newId();
		const version = (before?.value.version ?? 0) + 1;
		const now = instant(acting.clock);
		if (before)
			store
				.prepare("UPDATE survey SET name = ?, name_folded = ?, version = ? WHERE id = ?")
				.run(definition.name, foldName(definition.name), version, id);
		else
			store
				.prepare(
					"INSERT INTO survey (id, project_id, name, name_folded, version, created_at) VALUES (?, ?, ?, ?, ?, ?)",
				)
				.run(id, acting.project.id, definition.name, foldName(definition.name), version, now);
		store
			.prepare(
				"INSERT INTO survey_version (survey_id, version, definition, created_at, created_by) VALUES (?, ?, ?, ?, ?)",
			)
			.run(id, version, text, now, acting.staff?.name ?? null);
		recordAudit(acting, {
			action: "survey.saved",
			subject: { kind: "survey", id },
			details: { name: definition.name, version },
		});
		store.announce({ type: "changed", topics: ["surveys"] });
		return findSurvey(acting, id);
	});
}

/** Saves what a JSON file says, as a new survey or as a new version of the one of that name. Problems: `survey-file-not-read`, those of `saveSurvey`. */
export function importSurvey(deps: SurveyDeps, acting: Acting, json: string): Result<SurveyRecord> {
	let given: unknown;
	try {
		given = JSON.parse(json.replace(/^\ufeff/, ""));
	} catch {
		return fail("survey-file-not-read", { details: { what: "json" } });
	}
	const parsed = surveyDefinition.safeParse(given);
	if (!parsed.success)
		return fail("survey-file-not-read", { details: { what: parsed.error.issues[0]?.path.join(".") || "name" } });
	const known = findSurvey(acting, parsed.data.name);
	return saveSurvey(deps, acting, { definition: parsed.data, ...(known.ok ? { id: known.value.id } : {}) });
}

/**
 * Takes a survey out of every list: nobody is started any more. People in it finish it, or are let go at once. Its answers stay.
 * Problem `survey-not-found`.
 */
export function removeSurvey(
	deps: SurveyDeps,
	acting: Acting,
	idOrName: string,
	letGo: boolean,
): Result<{ id: string; letGo: number }> {
	const found = findSurvey(acting, idOrName);
	if (!found.ok) return found;
	const { store } = acting;
	const { id, name } = found.value;
	return store.write(() => {
		store.prepare("UPDATE survey SET removed_at = ? WHERE id = ?").run(instant(acting.clock), id);
		store
			.prepare("UPDATE survey_run SET state = 'cancelled', ended_at = ? WHERE survey_id = ? AND ended_at IS NULL")
			.run(instant(acting.clock), id);
		const inIt = store
			.prepare<SessionRecord>("SELECT * FROM survey_session WHERE survey_id = ? AND state = 'open'")
			.all(id);
		if (letGo) for (const session of inIt) endSession(deps, acting, session, "survey-removed");
		recordAudit(acting, {
			action: "survey.removed",
			subject: { kind: "survey", id },
			details: { name, letGo: letGo ? inIt.length : 0 },
		});
		store.announce({ type: "changed", topics: ["surveys"] });
		return ok({ id, letGo: letGo ? inIt.length : 0 });
	});
}
