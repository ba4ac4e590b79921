import { type Line, lanes, type Question } from "./open-line.ts";
import { sortAnswer, type Verdict } from "./sort-answer.ts";

/** Where forms are handed over in good time: so many are on their way at once, the others wait in their order. */
export interface FormLanes extends Pick<Line, "bytes" | "driftMs" | "close"> {
	/** What became of a form, by its bytes as they go over the line; text goes plain, bytes are packed. `unsent`: it was held back. */
	send(body: string | Buffer): Promise<Verdict | "unsent">;
	/** Holds back whatever is not on its way yet. Any answer but success does the same: whoever sends hears it and decides. */
	stop(): void;
	goOn(): void;
	/** So many forms may be handed over at once. */
	readonly most: number;
}

/** Sends over `line`, four at a time. */
export function formLanes(line: Line): FormLanes {
	const waiting: { body: string | Buffer; answer(verdict: Verdict | "unsent"): void }[] = [];
	let underWay = 0;
	let isHeld = false;
	const stop = () => {
		isHeld = true;
		for (const { answer } of waiting.splice(0)) answer("unsent");
	};
	const sendNext = async () => {
		if (underWay >= lanes) return;
		const next = waiting.shift();
		if (!next) return;
		underWay += 1;
		const verdict = sortAnswer(await line.ask(formQuestion(next.body)), typeof next.body !== "string");
		underWay -= 1;
		next.answer(verdict);
		// Heard of after it: why is known before anybody decides.
		if (verdict.as !== "done") stop();
		void sendNext();
	};
	return {
		async send(body) {
			if (isHeld) return "unsent";
			return new Promise((answer) => {
				waiting.push({ body, answer });
				void sendNext();
			});
		},
		stop,
		goOn() {
			isHeld = false;
		},
		most: lanes,
		bytes: line.bytes,
		driftMs: line.driftMs,
		close() {
			stop();
			line.close();
		},
	};
}

/** A form as HQ is asked to take it in. */
export function formQuestion(body: string | Buffer): Question {
	const headers = { "Content-Type": "text/xml; charset=utf-8", "X-OpenRosa-Version": "3.0" };
	const question = { method: "POST", path: "receiver/api/" } as const;
	return typeof body === "string"
		? { ...question, headers, body: Buffer.from(body) }
		: { ...question, headers: { ...headers, "Content-Encoding": "gzip" }, body };
}
