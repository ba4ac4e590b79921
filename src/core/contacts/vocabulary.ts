import type { Acting } from "../api/acting.ts";
import { activeUsernames } from "./workers/worker-record.ts";

/** Words of a project that screens, templates and imports offer again: what its cases are called, whose they are, what is kept of them. */
type Kind = "type" | "owner" | "property";
type InProject = Pick<Acting, "store" | "project">;

/** What forms offer: a list that a person can look through. */
const mostOffered = 500;

/** In the order of their letters, at most 500 of each; owners are mobile workers, groups and places, and whoever a case was given to before. */
export function vocabularyOf(acting: InProject): { types: string[]; properties: string[]; owners: string[] } {
	const words = (kind: Kind) => wordsOf(acting, kind, mostOffered);
	const owners = [...new Set([...activeUsernames(acting, mostOffered), ...words("owner")])].sort();
	return { types: words("type"), properties: words("property"), owners };
}

/** Who owns cases in the project, or may. */
export function knownOwners(acting: InProject): string[] {
	return wordsOf(acting, "owner");
}

export function knowsOwner({ store, project }: InProject, name: string): boolean {
	return (
		store
			.prepare<{ word: string }>("SELECT word FROM vocabulary WHERE project_id = ? AND kind = 'owner' AND word = ?")
			.get(project.id, name) !== undefined
	);
}

/** Names of case properties that the project has used. */
export function knownProperties(acting: InProject): string[] {
	return wordsOf(acting, "property");
}

/** Groups and places that HQ lets own cases are offered as owners here, too. Inside a transaction. */
export function rememberOwners(acting: InProject, names: readonly string[]): void {
	for (const name of names) rememberWord(acting, "owner", name);
}

/** Words that are in the database for certain; nothing takes them out again. */
const remembered = new WeakMap<Acting["store"], Set<string>>();

/** Inside a transaction. */
export function rememberWord({ store, project }: InProject, kind: Kind, word: string): void {
	const words = remembered.get(store) ?? new Set();
	remembered.set(store, words);
	const key = `${project.id} ${kind} ${word}`;
	if (words.has(key)) return;
	store
		.prepare("INSERT OR IGNORE INTO vocabulary (project_id, kind, word) VALUES (?, ?, ?)")
		.run(project.id, kind, word);
	store.afterCommit(() => words.add(key));
}

function wordsOf({ store, project }: InProject, kind: Kind, most = -1): string[] {
	return store
		.prepare<{ word: string }>("SELECT word FROM vocabulary WHERE project_id = ? AND kind = ? ORDER BY word LIMIT ?")
		.all(project.id, kind, most)
		.map((row) => row.word);
}
