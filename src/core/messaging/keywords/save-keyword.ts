import type { Acting } from "../../api/acting.ts";
import type { ParsedInputOf } from "../../api/contract.ts";
import { recordAudit } from "../../audit/index.ts";
import { isBuiltInWord } from "../../consent/index.ts";
import { fail, instant, newId, ok, type Result } from "../../ground/index.ts";
import { readList } from "../../settings/index.ts";
import type { Keyword } from "./api.ts";
import { firstWord, foldWord } from "./fold-word.ts";
import { findKeyword } from "./read-keywords.ts";

type Input = ParsedInputOf<"keywords.save">;

/**
 * Adds a keyword or changes one. Its spellings are one word each, none of which the office understands already (STOP and its family, START,
 * JOIN, YES; `123` and other numbers answer questions), nor another keyword of the project.
 * Problems: `keyword-not-found`, `keyword-without-words`, `keyword-not-a-word`, `keyword-built-in`, `keyword-taken`, `keyword-does-nothing`, `language-not-of-project`.
 */
export function saveKeyword(acting: Acting, input: Input): Result<Keyword> {
	const { store, project } = acting;
	const words = input.words.filter(({ text }) => text !== "");
	const answers = input.answers.filter(({ text }) => text !== "");
	const survey = input.survey || null;
	if (words.length === 0) return fail("keyword-without-words", { field: "words" });
	if (answers.length === 0 && survey === null) return fail("keyword-does-nothing", { field: "answers" });
	const strange = [...answers, ...words].find(({ language }) => language && !project.languages.includes(language));
	if (strange)
		return fail("language-not-of-project", { field: "answers", details: { language: strange.language ?? "" } });

	return store.write(() => {
		const id = input.id ?? newId();
		if (input.id !== undefined && !findKeyword(acting, input.id)) return fail("keyword-not-found", { field: "id" });
		for (const { text } of words) {
			const problem = whyNotWord(acting, text, id);
			if (problem) return fail(problem, { field: "words", details: { word: text } });
		}
		store.prepare("DELETE FROM keyword_word WHERE keyword_id = ?").run(id);
		store.prepare("DELETE FROM keyword_answer WHERE keyword_id = ?").run(id);
		if (input.id === undefined)
			store
				.prepare("INSERT INTO keyword (id, project_id, name, survey, active, created_at) VALUES (?, ?, ?, ?, ?, ?)")
				.run(id, project.id, input.name, survey, input.active ? 1 : 0, instant(acting.clock));
		else
			store
				.prepare("UPDATE keyword SET name = ?, survey = ?, active = ? WHERE id = ?")
				.run(input.name, survey, input.active ? 1 : 0, id);
		for (const [place, { text, language }] of words.entries())
			store
				.prepare(
					"INSERT OR IGNORE INTO keyword_word (project_id, folded, keyword_id, word, language, place) VALUES (?, ?, ?, ?, ?, ?)",
				)
				.run(project.id, foldWord(text), id, text, language, place);
		for (const { language, text } of answers)
			store
				.prepare("INSERT OR REPLACE INTO keyword_answer (keyword_id, language, text) VALUES (?, ?, ?)")
				.run(id, language, text);
		recordAudit(acting, {
			action: input.id === undefined ? "keyword.added" : "keyword.changed",
			subject: { kind: "keyword", id },
			details: { words: words.length, does: survey === null ? "answers" : "survey" },
		});
		store.announce({ type: "changed", topics: ["settings"] });
		const saved = findKeyword(acting, id);
		if (!saved) throw new Error("a keyword that was just written is missing");
		return ok(saved);
	});
}

/** Problem `keyword-not-found`. */
export function removeKeyword(acting: Acting, id: string): Result<{ id: string }> {
	const { store } = acting;
	return store.write(() => {
		if (!findKeyword(acting, id)) return fail("keyword-not-found", { field: "id" });
		store.prepare("DELETE FROM keyword_word WHERE keyword_id = ?").run(id);
		store.prepare("DELETE FROM keyword_answer WHERE keyword_id = ?").run(id);
		store.prepare("DELETE FROM keyword WHERE id = ?").run(id);
		recordAudit(acting, { action: "keyword.removed", subject: { kind: "keyword", id } });
		store.announce({ type: "changed", topics: ["settings"] });
		return ok({ id });
	});
}

function whyNotWord(acting: Acting, text: string, id: string): string | null {
	const folded = foldWord(text);
	// One word as a text's first word is read; with a letter, since bare numbers answer questions.
	if (folded !== firstWord(text) || /\s/u.test(text) || !/\p{L}/u.test(folded)) return "keyword-not-a-word";
	if (isBuiltInWord(text, readList(acting, "optOut.extraWords"))) return "keyword-built-in";
	const other = acting.store
		.prepare<{ keyword_id: string }>("SELECT keyword_id FROM keyword_word WHERE project_id = ? AND folded = ?")
		.get(acting.project.id, folded);
	return other && other.keyword_id !== id ? "keyword-taken" : null;
}
