import type { Acting } from "../api/acting.ts";
import { newToken } from "../ground/index.ts";
import { readSetting, writeSetting } from "../settings/index.ts";
import { readMeta, writeMeta } from "../storage/index.ts";
import type { HqAccount } from "./answer.ts";
import type { PracticeHqManner } from "./api.ts";
import { Held } from "./held.ts";
import { type Served, servePracticeHq } from "./serve.ts";
import { storedShelf } from "./shelf.ts";

/** The other side of the line to HQ, for an office in which nothing is real. What it holds lies in that office's own database. */
export interface PracticeHqDesk {
	account: HqAccount;
	held: Held;
	url(): string;
	answers(): PracticeHqManner;
	answerAs(manner: PracticeHqManner): Promise<void>;
	/** Serves it from now on, and tells the office where it is. */
	start(): Promise<void>;
	stop(): Promise<void>;
}

const project = "practice";

export function openPracticeHq(acting: Acting): PracticeHqDesk {
	const { store, clock } = acting;
	const account: HqAccount = { project, user: "office@practice.example", apiKey: keyOf(acting) };
	const held = new Held(project, clock, {
		cases: storedShelf(store, "case"),
		users: storedShelf(store, "user"),
		forms: storedShelf(store, "form"),
	});
	// A form is taken in whole or not at all.
	const submit = held.submit.bind(held);
	held.submit = (form, bytes) => store.write(() => submit(form, bytes));
	const url = () => readMeta(store, "practice-hq-url") ?? "";
	const answers = () => (readMeta(store, "practice-hq-answers") ?? "well") as PracticeHqManner;
	let isWanted = false;
	let served: Served | null = null;
	let turn: Promise<void> = Promise.resolve();

	const serveOrNot = async () => {
		const isToServe = isWanted && store.isOpen() && answers() !== "away";
		if (isToServe) {
			served ??= await servePracticeHq({ account, held, answers }, Number(URL.parse(url())?.port ?? 0));
			if (store.isOpen()) move(acting, account, url(), `http://127.0.0.1:${served.port}`);
		} else if (served) {
			await served.end();
			served = null;
		}
	};
	/** One after the other, so that it is never served twice. What fails is told to whoever asked for it; the next is done all the same. */
	const settle = () => {
		const done = turn.then(serveOrNot);
		turn = done.catch(() => {});
		return done;
	};
	return {
		account,
		held,
		url,
		answers,
		answerAs(manner) {
			writeMeta(store, "practice-hq-answers", manner);
			store.announce({ type: "changed", topics: ["hq"] });
			return settle();
		},
		start() {
			isWanted = true;
			return settle();
		},
		stop() {
			isWanted = false;
			return settle();
		},
	};
}

/** A new practice office is connected from its first day; later only an address that was the practice HQ's follows it. */
function move(acting: Acting, account: HqAccount, from: string, to: string): void {
	if (from === to) return;
	const { store } = acting;
	store.write(() => {
		writeMeta(store, "practice-hq-url", to);
		if (from !== "" && readSetting(acting, "hq.url") !== from) return;
		writeSetting(acting, "hq.url", to);
		if (from !== "") return;
		for (const [name, value] of Object.entries(account)) writeSetting(acting, `hq.${name}`, value);
	});
}

function keyOf({ store }: Acting): string {
	const kept = readMeta(store, "practice-hq-key");
	if (kept) return kept;
	const made = `practice-${newToken().slice(0, 12)}`;
	writeMeta(store, "practice-hq-key", made);
	return made;
}
