import { writeInTurn } from "./give-way.ts";
import { hqCase, hqCaseList, parsed } from "./hq-answers.ts";
import { looksLikePage, type Trouble, troubleOf } from "./line/sort-answer.ts";
import { changeLine, findLine } from "./line-record.ts";
import { noteUnread } from "./note-unread.ts";
import { casesOnTheWay, onTheWay } from "./on-the-way.ts";
import type { Round } from "./push.ts";
import { receive } from "./receive.ts";
import { takenApart } from "./taken-apart.ts";

const pageSize = 200;
export const listBytes = 32 * 1024 * 1024;
const casesATransaction = 25;
/** What HQ indexes late is asked for again: so far back, and as often. */
const overlapMs = 5 * 60_000;

/** What one process knows of the list it read; the next one reads a little of it once more, which changes nothing. */
export interface ReadLately {
	/** By case: `indexed_on` of the copy that was taken in or passed over last, as far back as is asked for again. */
	taken: Map<string, string>;
	/** When the list was last asked for from before its cursor, and where that came to. */
	back: { ms: number; cursor: string } | null;
}

export function nothingRead(): ReadLately {
	return { taken: new Map(), back: null };
}

export const notHq: Trouble = { code: "hq-not-hq", why: "other-page" };

/** Asks for one case: is this HQ, and does it let us in? Says how many cases there are, where HQ does. */
export async function hello(round: Pick<Round, "line">): Promise<{ trouble: Trouble } | { cases: number | null }> {
	const heard = await round.line.ask({ method: "GET", path: "api/case/v2/?limit=1", mostBytes: listBytes });
	const trouble = troubleOf(heard);
	if (trouble) return { trouble };
	const list = heard.came ? parsed(hqCaseList, heard.body) : null;
	return list ? { cases: list.matching_records ?? null } : { trouble: notHq };
}

/** Takes in what changed on HQ since the last time, page by page; a page that is in stays in, whatever comes after. */
export async function pull(round: Round): Promise<Trouble | null> {
	const { acting } = round;
	const start = findLine(acting);
	if (!start || start.download === "paused") return null;
	if (start.cursor === null) Object.assign(round.lately, nothingRead());
	const { back } = round.lately;
	const nowMs = acting.clock.upMs();
	const isBack = back === null || nowMs - back.ms >= overlapMs;
	const since = start.cursor !== null && isBack ? longBefore(back?.cursor ?? start.cursor) : start.cursor;
	let query = `limit=${pageSize}${since === null ? "" : `&indexed_on.gte=${encodeURIComponent(since)}`}`;
	for (;;) {
		const stop = round.mayGoOn();
		if (stop) return stop;
		const heard = await round.line.ask({ method: "GET", path: `api/case/v2/?${query}`, mostBytes: listBytes });
		const trouble = troubleOf(heard);
		if (trouble) return trouble;
		const list = heard.came ? parsed(hqCaseList, heard.body) : null;
		if (!list) return notHq;
		round.alive = true;
		await takeIn(
			round,
			list.cases.filter((raw) => !isTaken(round.lately.taken, raw)),
			list.matching_records ?? null,
		);
		forgetOld(round.lately.taken, findLine(acting)?.cursor ?? null);
		const cursor = list.next ? cursorOf(list.next) : null;
		if (cursor === null) break;
		if (findLine(acting)?.download === "paused") return null;
		query = cursor;
	}
	if (start.download !== "complete") changeLine(acting, { download: "complete" });
	const cursor = findLine(acting)?.cursor ?? null;
	if (isBack && cursor !== null) round.lately.back = { ms: nowMs, cursor };
	return null;
}

/** Reads again what could not be believed while a change of ours was under way. */
export async function recheck(round: Round): Promise<Trouble | null> {
	const { acting } = round;
	const ids = acting.store
		.prepare<{ contact_id: string }>(
			`SELECT contact_id FROM hq_contact c WHERE project_id = ? AND recheck = 1 AND NOT EXISTS
			 (SELECT 1 FROM hq_item i WHERE i.contact = c.number AND i.id IN (${onTheWay})) LIMIT 5000`,
		)
		.all(acting.project.id)
		.map((row) => row.contact_id);
	for (let at = 0; at < ids.length; at += 50) {
		const some = ids.slice(at, at + 50);
		const heard = await round.line.ask({
			method: "GET",
			path: `api/case/v2/${some.map(encodeURIComponent).join(",")}`,
			mostBytes: listBytes,
		});
		const isGone = heard.came && heard.status === 404 && !looksLikePage(heard.body);
		const trouble = isGone ? null : troubleOf(heard);
		if (trouble) return trouble;
		const many = heard.came ? parsed(hqCaseList, heard.body) : null;
		const one = heard.came ? parsed(hqCase, heard.body) : null;
		if (!many && !one && !isGone) return notHq;
		const there = isGone ? [] : (many?.cases ?? [one]).filter((raw) => !isMissing(raw));
		await takeIn(round, there, null);
		const told = new Set(there.map((raw) => hqCase.safeParse(raw).data?.case_id));
		recheckNoMore(
			round,
			some.filter((id) => !told.has(id)),
		);
	}
	return null;
}

/** What HQ says in place of one of several cases that it does not hold (commcare-behaviour §7.2). */
function isMissing(raw: unknown): boolean {
	return typeof raw === "object" && raw !== null && "error" in raw;
}

/** HQ was asked about these and has nothing to tell that could be taken in. */
function recheckNoMore({ acting: { store, project } }: Round, ids: readonly string[]): void {
	if (ids.length === 0) return;
	store
		.prepare(
			"UPDATE hq_contact SET recheck = 0 WHERE project_id = ? AND kind = 'case' AND contact_id IN (SELECT value FROM json_each(?))",
		)
		.run(project.id, JSON.stringify(ids));
}

async function takeIn(round: Round, cases: readonly unknown[], total: number | null): Promise<void> {
	const { acting } = round;
	for (let at = 0; at < cases.length; at += casesATransaction) {
		const some = cases.slice(at, at + casesATransaction);
		const taken = new Map<string, string>();
		const unread: unknown[] = [];
		await writeInTurn(acting, () => {
			let cursor = findLine(acting)?.cursor ?? null;
			const sending = casesOnTheWay(acting);
			for (const raw of some) {
				const read = hqCase.safeParse(raw);
				const what = read.success
					? takenApart(acting, read.data.case_id, () => receive(acting, read.data, sending))
					: "unread";
				if (what === "taken") round.pulled += 1;
				if (what === "conflict") round.conflicts += 1;
				if (what === "unread") unread.push(raw);
				const copy = copyIn(raw);
				if (!copy) continue;
				if (what !== "later") taken.set(copy.id, copy.indexed);
				const indexedMs = Date.parse(copy.indexed);
				if (!Number.isNaN(indexedMs) && (cursor === null || indexedMs > Date.parse(cursor))) cursor = copy.indexed;
			}
			const line = findLine(acting);
			const counts =
				line && line.download !== "complete"
					? {
							download_done: line.download_done + some.length,
							...(total === null ? {} : { download_total: Math.max(total, line.download_total ?? 0) }),
						}
					: {};
			round.noteTraffic();
			changeLine(acting, { cursor, ...counts });
		});
		noteUnread(round, "case_id", unread);
		for (const [id, indexed] of taken) {
			// Behind all others: they lie in the order of their indexing.
			round.lately.taken.delete(id);
			round.lately.taken.set(id, indexed);
		}
	}
}

function isTaken(taken: ReadonlyMap<string, string>, raw: unknown): boolean {
	const copy = copyIn(raw);
	return copy !== null && taken.get(copy.id) === copy.indexed;
}

/** Which copy of which case this is, where HQ says so, whatever else it says. */
function copyIn(raw: unknown): { id: string; indexed: string } | null {
	const { case_id: id, indexed_on: indexed } = (raw ?? {}) as { case_id?: unknown; indexed_on?: unknown };
	return typeof id === "string" && typeof indexed === "string" && indexed !== "" ? { id, indexed } : null;
}

function longBefore(cursor: string): string {
	return new Date(Date.parse(cursor) - overlapMs).toISOString();
}

/** What is not asked for again need not be known again, so that a long list takes no more memory than a short one. */
function forgetOld(taken: Map<string, string>, cursor: string | null): void {
	const since = Date.parse(cursor ?? "") - overlapMs;
	for (const [id, indexed] of taken) {
		if (Date.parse(indexed) >= since) return;
		taken.delete(id);
	}
}

/** Only what stands behind the question mark is taken from HQ's address of the next page: the key goes nowhere else. */
export function cursorOf(next: string): string | null {
	const query = URL.parse(next, "http://localhost")?.search.slice(1) ?? "";
	return query === "" ? null : query;
}
