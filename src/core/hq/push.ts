import { gzipSync } from "node:zlib";
import type { Acting } from "../api/acting.ts";
import { lastThere } from "./both-sides.ts";
import { readFlat, withSets, writeFlat } from "./flat.ts";
import { type Line, lanes } from "./line/open-line.ts";
import { sortAnswer, type Trouble, type Verdict } from "./line/sort-answer.ts";
import { changeLine, findLine } from "./line-record.ts";
import { type ItemRow, packForms, park } from "./pack.ts";

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
	/** Somebody pressed Try now. */
	asked: boolean;
	mayGoOn(): Trouble | null;
}

/** Answers lost one after the other before the line is taken for dead, and failures of a form before it is put aside. */
export const mostLost = 8;
export const mostErrors = 3;
const packedFrom = 1024;

/** Sends everything that waits. Null where all of it was answered. */
export async function push(round: Round): Promise<Trouble | null> {
	const { acting } = round;
	for (;;) {
		const line = findLine(acting);
		if (!line) return null;
		const forms = formsToSend(acting, round);
		if (forms.length > 0) {
			const trouble = await sendAll(round, forms);
			if (trouble) return trouble;
			continue;
		}
		if (packForms(acting, line, round.user) === 0 && formsToSend(acting, round).length === 0) return null;
	}
}

const skipped = new WeakMap<Round, Set<string>>();

function formsToSend({ store, project }: Acting, round: Round): FormRow[] {
	const left = skipped.get(round);
	return store
		.prepare<FormRow>("SELECT seq, id, body, errors FROM hq_form WHERE project_id = ? ORDER BY seq LIMIT 60")
		.all(project.id)
		.filter((form) => !left?.has(form.id));
}

/** A form holds each case once and no two open forms hold the same case, so that they may be under way side by side. */
async function sendAll(round: Round, forms: FormRow[]): Promise<Trouble | null> {
	let next = 0;
	let lost = 0;
	let denied = 0;
	let trouble: Trouble | null = null;
	const settled: { form: FormRow; verdict: Verdict }[] = [];
	const keep = () => {
		if (settled.length > 0)
			round.acting.store.write(() => {
				for (const one of settled.splice(0)) settle(round, one);
			});
	};
	const lane = async () => {
		while (!trouble) {
			const form = forms[next++];
			if (!form) return;
			while (!trouble) {
				trouble = round.mayGoOn();
				if (trouble) return;
				const verdict = await sendForm(round, form);
				if (verdict.as === "trouble") {
					trouble ??= verdict.trouble;
					return;
				}
				if (verdict.as === "lost") {
					round.acting.store.prepare("UPDATE hq_item SET tries = tries + 1 WHERE form_id = ?").run(form.id);
					lost += 1;
					// A line that never worked is dead at once; one that just did may have swallowed an answer.
					if (!round.alive || lost >= mostLost) trouble ??= { code: "hq-unreachable", why: verdict.why };
					continue;
				}
				lost = 0;
				round.alive = true;
				denied = verdict.as === "refused" && verdict.code === "hq-no-right" ? denied + 1 : 0;
				if (denied >= 3) {
					trouble ??= { code: "hq-sign-in", why: "not-allowed" };
					return;
				}
				settled.push({ form, verdict });
				if (settled.length >= 20) keep();
				break;
			}
		}
	};
	await Promise.all(Array.from({ length: lanes }, lane));
	// Where the user may do nothing at all, nothing is the forms' fault.
	if (trouble && (trouble as Trouble).why === "not-allowed")
		settled.splice(0, settled.length, ...settled.filter(({ verdict }) => verdict.as === "done"));
	keep();
	return trouble;
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

/** Writes down what became of a form. Inside a transaction. */
function settle(round: Round, { form, verdict }: { form: FormRow; verdict: Verdict }): void {
	const { acting } = round;
	const { store } = acting;
	const items = store.prepare<ItemRow>("SELECT * FROM hq_item WHERE form_id = ?").all(form.id);
	const forget = () => store.prepare("DELETE FROM hq_form WHERE id = ?").run(form.id);
	if (verdict.as === "done") {
		for (const item of items) arrived(acting, item);
		round.pushed += items.length;
		forget();
		return;
	}
	if (verdict.as === "error" && form.errors + 1 < mostErrors) {
		store.prepare("UPDATE hq_form SET errors = errors + 1 WHERE id = ?").run(form.id);
		skipped.set(round, (skipped.get(round) ?? new Set()).add(form.id));
		return;
	}
	forget();
	if (items.length > 1) {
		// HQ took nothing of it: each goes alone, and only the one that is at fault is put aside.
		store.prepare("UPDATE hq_item SET state = 'waiting', form_id = NULL, alone = 1 WHERE form_id = ?").run(form.id);
		return;
	}
	const code = verdict.as === "refused" ? verdict.code : "hq-keeps-failing";
	for (const item of items) park(acting, item.id, code, { said: verdict.as === "refused" ? verdict.said : "500" });
	round.parked += items.length;
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
