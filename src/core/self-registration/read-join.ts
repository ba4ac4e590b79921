/** What a text that begins with `join` asks for; words as typed. */
export interface JoinRequest {
	/** Word after `join`; null where there is none. */
	project: string | null;
	worker: boolean;
	/** Word after `worker`; null: the sender's digits are the username. */
	username: string | null;
}

/** Lists, so that words of other languages can be added (commcare-behaviour §3.2). */
const registerWords = ["join"];
const workerWords = ["worker"];

/** `JOIN <project> [WORKER [<username>]]`, words split at any white space, in any case, further words ignored; null: another text. */
export function readJoin(text: string): JoinRequest | null {
	const [first = "", project, kind, username] = text
		.replace(/\p{Cf}/gu, "")
		.split(/\s+/u)
		.filter(Boolean);
	if (!registerWords.includes(first.toLowerCase())) return null;
	const worker = kind !== undefined && workerWords.includes(kind.toLowerCase());
	return { project: project ?? null, worker, username: worker ? (username ?? null) : null };
}
