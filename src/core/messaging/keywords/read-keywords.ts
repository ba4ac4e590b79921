import type { Acting } from "../../api/acting.ts";
import type { Keyword } from "./api.ts";

interface Row {
	id: string;
	name: string;
	survey: string | null;
	active: number;
}

/** The project's keywords, oldest first. */
export function listKeywords(acting: Acting): Keyword[] {
	return acting.store
		.prepare<Row>("SELECT id, name, survey, active FROM keyword WHERE project_id = ? ORDER BY seq")
		.all(acting.project.id)
		.map((row) => whole(acting, row));
}

export function findKeyword(acting: Acting, id: string): Keyword | undefined {
	const row = acting.store
		.prepare<Row>("SELECT id, name, survey, active FROM keyword WHERE project_id = ? AND id = ?")
		.get(acting.project.id, id);
	return row && whole(acting, row);
}

/** The active keyword that has this spelling (folded), or undefined. */
export function keywordSpelled(acting: Acting, folded: string): Keyword | undefined {
	const word = acting.store
		.prepare<{ keyword_id: string }>("SELECT keyword_id FROM keyword_word WHERE project_id = ? AND folded = ?")
		.get(acting.project.id, folded);
	const keyword = word && findKeyword(acting, word.keyword_id);
	return keyword?.active ? keyword : undefined;
}

function whole({ store }: Acting, row: Row): Keyword {
	return {
		id: row.id,
		name: row.name,
		words: store
			.prepare<{ word: string; language: string | null }>(
				"SELECT word, language FROM keyword_word WHERE keyword_id = ? ORDER BY place",
			)
			.all(row.id)
			.map(({ word, language }) => ({ text: word, language })),
		answers: store
			.prepare<{ language: string; text: string }>(
				"SELECT language, text FROM keyword_answer WHERE keyword_id = ? ORDER BY language",
			)
			.all(row.id),
		survey: row.survey,
		active: row.active === 1,
	};
}
