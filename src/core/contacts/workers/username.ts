import type { Acting } from "../../api/acting.ts";
import { fail, ok, type Result } from "../../ground/index.ts";

/** Names that HQ keeps for itself, compared without regard to capitals (commcare-behaviour §3.4, recommended). */
const reserved = new Set(["admin", "demo_user"]);
/** On HQ a username is the first half of an address of this site. */
const site = "commcarehq.org";

/**
 * The username as it is kept: white space becomes dots, capitals become small. Checks in HQ's order (commcare-behaviour §3.4); each problem
 * carries the name as typed: `username-too-long` {longest}, `username-reserved`, `bad-username`, `username-taken`, `username-used-before`.
 */
export function checkUsername(acting: Acting, typed: string): Result<string> {
	const given = typed.trim();
	const refuse = (code: string, more: Record<string, string | number> = {}) =>
		fail(code, { field: "username", details: { username: given.slice(0, 120), ...more } });
	const longest = Math.min(128 - `${acting.project.name}.${site}`.length - 1, 80);
	if (given.length > longest) return refuse("username-too-long", { longest });
	const username = foldUsername(given);
	if (reserved.has(username)) return refuse("username-reserved");
	if (!isUsername(username)) return refuse("bad-username");
	const holder = acting.store
		.prepare<{ active: number }>("SELECT active FROM worker WHERE project_id = ? AND username = ?")
		.get(acting.project.id, username);
	if (!holder) return ok(username);
	// Workers are never removed here: who was deactivated is whom HQ would have deleted.
	return refuse(holder.active ? "username-taken" : "username-used-before");
}

/** Whether a folded name is made of what HQ takes. */
export function isUsername(folded: string): boolean {
	return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(folded);
}

/** How a username is looked up: capitals don't matter, and white space stands for a dot. */
export function foldUsername(typed: string): string {
	return typed.trim().replace(/\s+/g, ".").toLowerCase();
}
