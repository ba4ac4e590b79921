import type { Acting } from "../api/acting.ts";
import { closeForm, idsOf, noteDoubt } from "./close-form.ts";
import { collect } from "./collect.ts";
import { writeInTurn } from "./give-way.ts";
import type { FormLanes } from "./line/form-lanes.ts";
import { type Line, lanes } from "./line/open-line.ts";
import type { Trouble, Verdict } from "./line/sort-answer.ts";
import { findLine } from "./line-record.ts";
import { type Form, openForms, packForms } from "./pack.ts";
import type { ReadLately } from "./pull.ts";
import { sendForm } from "./send-form.ts";

/** What a round knows while it lasts. */
export interface Round {
	acting: Acting;
	line: Line;
	/** Where forms are sent, opened when it is first asked for. */
	lanes(): FormLanes;
	user: string;
	pushed: number;
	pulled: number;
	parked: number;
	conflicts: number;
	/** Of what HQ told, so much could not be read. */
	unread: number;
	/** Whether HQ takes what is packed, as far as is known. */
	takesGzip: boolean;
	/** Something came through in this round. */
	alive: boolean;
	lately: ReadLately;
	/** Somebody pressed Try now. */
	asked: boolean;
	mayGoOn(): Trouble | null;
	/** Writes down what went over the line since the last time, in a transaction that is written anyway. */
	noteTraffic(): void;
	/** Over all its lines so far. */
	bytes(): number;
	driftMs(): number | null;
}

/** Answers lost one after the other before the line is taken for dead. */
export const mostLost = 8;
/** Forms not taken one after the other, without a word of HQ about any of them, before none is blamed. */
const mostDoubted = 5;
/** Written down before it is asked whether there is time for more. */
const formsAtOnce = 8;
/** What the office does while an upload lasts comes into the queue as often. */
const collectEveryMs = 1_000;
/** Forms that lie ready for the lanes while others have their turn to write. */
const formsAhead = 80;

/**
 * Sends everything that waits. Null where all of it was answered. A form holds each case once and no two open forms hold the same case, so that
 * some may be under way side by side; what comes back lets the next changes of its cases go. What became of forms and which come next is written down by one
 * hand, in short transactions with rests in between, in which the office has its turn; the lanes only send, and where much waits they have a thread to
 * themselves.
 */
export async function push(round: Round): Promise<Trouble | null> {
	const { acting } = round;
	const open = openForms(acting);
	const ready: Form[] = open.filter(({ errors }) => errors === 0);
	/** Failed before: behind all others, so that they hold up nobody. */
	const failed = open.filter(({ errors }) => errors > 0);
	const line = round.lanes();
	const settled: { form: Form; verdict: Verdict }[] = [];
	const waiting: (() => void)[] = [];
	const bell = () => new Promise<void>((resolve) => waiting.push(resolve));
	const ring = () => {
		for (const wake of waiting.splice(0)) wake();
	};
	let underWay = 0;
	let lost = 0;
	let wentThrough = false;
	/** Not taken since the last that was: whether that is their own fault is not known yet. */
	const doubted: { form: Form; verdict: Verdict }[] = [];
	let mayBeMore = true;
	/** The last change that a form was made of: what stands before it waits for another of its contact, and is looked at again when all are through. */
	let madeTo = 0;
	let collectedMs = acting.clock.upMs();
	let isOver = false;
	let trouble: Trouble | null = null;
	const giveUp = (why: Trouble) => {
		trouble ??= why;
		line.stop();
	};

	const keep = (most: number) => {
		const some = settled.splice(0, most);
		if (some.length === 0) return;
		for (const { form, verdict } of some) closeForm(round, form, verdict);
		// Their cases may have more to send.
		mayBeMore = true;
		round.noteTraffic();
	};
	/** Whether more forms could lie ready, with so many that are about to. */
	const isLowWith = (made: number) => mayBeMore && ready.length + made < formsAhead;
	const makeForms = (made: number): Form[] => {
		while (isLowWith(made)) {
			const { forms, last } = packForms(acting, round.user, madeTo);
			mayBeMore = last !== null || madeTo > 0;
			madeTo = last ?? 0;
			if (forms.length > 0) return forms;
		}
		return [];
	};
	/** While much lies ready: at the end it would make a form of every change. */
	const isCollecting = () =>
		ready.length + underWay > 2 * formsAtOnce && acting.clock.upMs() - collectedMs >= collectEveryMs;
	const collectSome = () => {
		const known = findLine(acting);
		const isMore = known !== undefined && collect(acting, known).more;
		if (!isMore) collectedMs = acting.clock.upMs();
		mayBeMore = true;
	};
	const keepBooks = async () => {
		while (!trouble && !isOver) {
			if (isCollecting()) {
				await writeInTurn(acting, collectSome);
				continue;
			}
			const isLow = mayBeMore && ready.length < formsAhead - formsAtOnce;
			if (!isLow && settled.length < (ready.length + underWay <= lanes ? 1 : formsAtOnce)) {
				const isDone = !mayBeMore && ready.length + underWay + settled.length === 0;
				isOver = isDone && failed.length === 0;
				if (isDone) ready.push(...failed.splice(0));
				if (!isDone) await bell();
				else ring();
				continue;
			}
			await writeInTurn(
				acting,
				(isTime) => {
					const made: Form[] = [];
					do {
						keep(formsAtOnce);
						made.push(...makeForms(made.length));
					} while ((settled.length > 0 || isLowWith(made.length)) && isTime());
					return made;
				},
				// Not before they are on the disk.
				(made) => {
					ready.push(...made);
					ring();
				},
			);
		}
	};
	/** What became of a form; null where nobody heard of it, so that it lies ready again. */
	const carry = async (form: Form): Promise<Verdict | null> => {
		const stop = round.mayGoOn();
		if (stop) giveUp(stop);
		const verdict = stop ? null : await sendForm(round, line, form);
		if (verdict?.as !== "lost") return verdict;
		acting.store
			.prepare("UPDATE hq_item SET tries = tries + 1 WHERE id IN (SELECT value FROM json_each(?))")
			.run(idsOf(form));
		lost += 1;
		// A line that never worked is dead at once; one that just did may have swallowed an answer.
		if (!round.alive || lost >= mostLost) giveUp({ code: "hq-unreachable", why: verdict.why });
		return null;
	};
	const judge = (form: Form, verdict: Verdict) => {
		lost = 0;
		round.alive = true;
		if (verdict.as === "error" || (verdict.as === "refused" && !verdict.byHq)) {
			doubted.push({ form, verdict });
			if (doubted.length >= mostDoubted) giveUp(whyNone(verdict));
			return;
		}
		if (verdict.as === "done") {
			wentThrough = true;
			// HQ takes forms: it was the others' own fault.
			settled.push(...doubted.splice(0));
		}
		settled.push({ form, verdict });
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
			const verdict = await carry(form);
			underWay -= 1;
			if (!verdict) ready.unshift(form);
			else if (verdict.as === "trouble") giveUp(verdict.trouble);
			else judge(form, verdict);
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
	await Promise.all([keepBooks, ...Array.from({ length: line.most }, () => lane)].map(together));
	// A few that failed while nothing else was sent: HQ itself may fail. What it refused is refused.
	const failing = trouble || wentThrough ? undefined : doubted.find(({ verdict }) => verdict.as === "error");
	if (failing) trouble = whyNone(failing.verdict);
	if (!trouble) settled.push(...doubted.splice(0));
	if (settled.length + doubted.length > 0)
		acting.store.write(() => {
			keep(settled.length);
			for (const { form } of doubted) noteDoubt(acting, form);
		});
	return trouble;
}

/** Why nothing goes through, by an answer like those before it. */
function whyNone(verdict: Verdict): Trouble {
	if (verdict.as === "error") return { code: "hq-busy", why: "500" };
	if (verdict.as === "refused" && verdict.code === "hq-no-right") return { code: "hq-sign-in", why: "not-allowed" };
	return { code: "hq-not-hq", why: "other-page" };
}
