import { gzipSync } from "node:zlib";
import type { Acting } from "../api/acting.ts";
import { lastThere } from "./both-sides.ts";
import { readFlat, withSets, writeFlat } from "./flat.ts";
import { giveWay } from "./give-way.ts";
import { type Line, lanes } from "./line/open-line.ts";
import { sortAnswer, type Trouble, type Verdict } from "./line/sort-answer.ts";
import { changeLine, findLine } from "./line-record.ts";
import { type ItemRow, packForms, park } from "./pack.ts";
import type { TakenLately } from "./pull.ts";

interface FormRow {
	seq: number;
	id: string;
	body: string;
	errors: number;
}

/** What a round knows while it lasts. */
export interface Round {
	acting: Acting;
	line: Line;
	user: string;
	pushed: number;
	pulled: number;
	parked: number;
	conflicts: number;
	/** Something came through in this round. */
	alive: boolean;
	lately: TakenLately;
	/** Somebody pressed Try now. */
	asked: boolean;
	mayGoOn(): Trouble | null;
	/** Writes down what went over the line since the last time, in a transaction that is written anyway. */
	noteBytes(): void;
}

/** Answers lost one after the other before the line is taken for dead, and failures of a form before it is put aside. */
export const mostLost = 8;
export const mostErrors = 3;
const mostDenied = 3;
const packedFrom = 1024;
/** Few, so that whoever else wants to write does not wait long. */
const formsATransaction = 20;

/**
 * Sends everything that waits. Null where all of it was answered. A form holds each case once and no two open forms hold the same case, so that
 * some may be under way side by side; what comes back lets the next changes of its cases go. The lanes only send: what became of forms and which
 * come next is written down by one hand, in few transactions with pauses in between.
 */
export async function push(round: Round): Promise<Trouble | null> {
	const { acting } = round;
	const ready: FormRow[] = [];
	/** Ready, under way, or failed in this round. */
	const taken = new Set<string>();
	const settled: { form: FormRow; verdict: Verdict }[] = [];
	const waiting: (() => void)[] = [];
	const bell = () => new Promise<void>((resolve) => waiting.push(resolve));
	const ring = () => {
		for (const wake of waiting.splice(0)) wake();
	};
	let underWay = 0;
	let lost = 0;
	let denied = 0;
	let isOver = false;
	let trouble: Trouble | null = null;

	const keep = () => {
		if (settled.length === 0) return;
		for (const one of settled.splice(0)) if (settle(round, one)) taken.delete(one.form.id);
		round.noteBytes();
	};
	/** Returns how many forms it made ready. */
	const makeReady = (): number => {
		let found: FormRow[];
		do found = openForms(acting, taken);
		while (found.length === 0 && packForms(acting, round.user) > 0);
		for (const form of found) taken.add(form.id);
		ready.push(...found);
		return found.length;
	};
	const keepBooks = async () => {
		let mayBeMore = true;
		while (!trouble && !isOver) {
			const isLow = ready.length < lanes && (mayBeMore || settled.length > 0);
			if (!isLow && settled.length < formsATransaction) {
				await bell();
				continue;
			}
			acting.store.write(() => {
				keep();
				if (isLow) mayBeMore = makeReady() > 0;
			});
			isOver = !mayBeMore && ready.length === 0 && underWay === 0;
			ring();
			await giveWay();
		}
	};
	const sendUntilHeard = async (form: FormRow): Promise<Verdict | null> => {
		while (!trouble) {
			trouble = round.mayGoOn();
			if (trouble) return null;
			const verdict = await sendForm(round, form);
			if (verdict.as !== "lost") return verdict;
			acting.store.prepare("UPDATE hq_item SET tries = tries + 1 WHERE form_id = ?").run(form.id);
			lost += 1;
			// A line that never worked is dead at once; one that just did may have swallowed an answer.
			if (!round.alive || lost >= mostLost) trouble ??= { code: "hq-unreachable", why: verdict.why };
		}
		return null;
	};
	const lane = async () => {
		while (!trouble && !isOver) {
			const form = ready.shift();
			if (!form) {
				await bell();
				continue;
			}
			underWay += 1;
			ring();
			const verdict = await sendUntilHeard(form);
			underWay -= 1;
			if (verdict?.as === "trouble") trouble ??= verdict.trouble;
			else if (verdict) {
				lost = 0;
				round.alive = true;
				denied = verdict.as === "refused" && verdict.code === "hq-no-right" ? denied + 1 : 0;
				if (denied >= mostDenied) trouble ??= { code: "hq-sign-in", why: "not-allowed" };
				settled.push({ form, verdict });
			}
			ring();
		}
	};
	/** Whoever ends, be it by a disk that is full, ends all: nobody is left waiting or goes on alone. */
	const together = async (work: () => Promise<void>) => {
		try {
			await work();
		} finally {
			isOver = true;
			ring();
		}
	};
	await Promise.all([keepBooks, ...Array.from({ length: lanes }, () => lane)].map(together));
	// Where the user may do nothing at all, nothing is the forms' fault.
	if (trouble && (trouble as Trouble).why === "not-allowed")
		settled.splice(0, settled.length, ...settled.filter(({ verdict }) => verdict.as === "done"));
	if (settled.length > 0) acting.store.write(keep);
	return trouble;
}

function openForms({ store, project }: Acting, taken: ReadonlySet<string>): FormRow[] {
	return store
		.prepare<FormRow>("SELECT seq, id, body, errors FROM hq_form WHERE project_id = ? ORDER BY seq LIMIT ?")
		.all(project.id, formsATransaction + taken.size)
		.filter((form) => !taken.has(form.id));
}

async function sendForm(round: Round, form: FormRow): Promise<Verdict> {
	const takesGzip = findLine(round.acting)?.gzip !== 0;
	const packed = takesGzip && form.body.length >= packedFrom;
	const body = Buffer.from(form.body, "utf8");
	const headers = { "Content-Type": "text/xml; charset=utf-8", "X-OpenRosa-Version": "3.0" };
	const path = "receiver/api/";
	if (!packed) return sortAnswer(await round.line.ask({ method: "POST", path, headers, body }), false);
	const heard = await round.line.ask({
		method: "POST",
		path,
		headers: { ...headers, "Content-Encoding": "gzip" },
		body: gzipSync(body),
	});
	const verdict = sortAnswer(heard, true);
	if (verdict.as !== "plain") return verdict;
	const plainly = sortAnswer(await round.line.ask({ method: "POST", path, headers, body }), false);
	if (plainly.as === "done") changeLine(round.acting, { gzip: 0 });
	return plainly;
}

/** Writes down what became of a form. True where it is done with. Inside a transaction. */
function settle(round: Round, { form, verdict }: { form: FormRow; verdict: Verdict }): boolean {
	const { acting } = round;
	const { store } = acting;
	if (verdict.as === "error" && form.errors + 1 < mostErrors) {
		store.prepare("UPDATE hq_form SET errors = errors + 1 WHERE id = ?").run(form.id);
		return false;
	}
	const items = store.prepare<ItemRow>("SELECT * FROM hq_item WHERE form_id = ?").all(form.id);
	store.prepare("DELETE FROM hq_form WHERE id = ?").run(form.id);
	if (verdict.as === "done") {
		for (const item of items) arrived(acting, item);
		round.pushed += items.length;
	} else if (items.length > 1) {
		// HQ took nothing of it: each goes alone, and only the one that is at fault is put aside.
		store.prepare("UPDATE hq_item SET state = 'waiting', form_id = NULL, alone = 1 WHERE form_id = ?").run(form.id);
	} else {
		const code = verdict.as === "refused" ? verdict.code : "hq-keeps-failing";
		for (const item of items) park(acting, item.id, code, { said: verdict.as === "refused" ? verdict.said : "500" });
		round.parked += items.length;
	}
	return true;
}

/** HQ holds what the change set, and the change is done with. Inside a transaction. */
export function arrived(acting: Acting, item: ItemRow): void {
	const { store } = acting;
	const contact = { kind: item.kind, id: item.contact_id };
	const there = withSets(lastThere(acting, contact), readFlat(item.sets) ?? new Map());
	store
		.prepare("UPDATE hq_contact SET there = ? WHERE kind = ? AND contact_id = ?")
		.run(writeFlat(there), contact.kind, contact.id);
	store.prepare("DELETE FROM hq_item WHERE id = ?").run(item.id);
}
