import { type Heard, type Line, lanes, type Question } from "./open-line.ts";

/** What is said of a question that waited for its turn and was not asked. */
export type Unasked = "unasked";

/** A line for many questions, handed over in good time: so many are on their way at once, the others wait. */
export interface Queue extends Omit<Line, "ask"> {
	/** In the order handed over. Where something else than success comes back, what waits behind is not asked: whoever sent it decides anew. */
	ask(question: Question): Promise<Heard | Unasked>;
	/** Nothing more is asked; what is on its way comes back. */
	stop(): void;
	/** So many questions may be handed over at once. */
	readonly most: number;
}

/** Asks over `line`, four at a time. */
export function inLanes(line: Line): Queue {
	const waiting: { question: Question; answer(heard: Heard | Unasked): void }[] = [];
	let underWay = 0;
	const stop = () => {
		for (const { answer } of waiting.splice(0)) answer("unasked");
	};
	const goOn = async () => {
		if (underWay >= lanes) return;
		const next = waiting.shift();
		if (!next) return;
		underWay += 1;
		const heard = await line.ask(next.question);
		underWay -= 1;
		next.answer(heard);
		// Heard of after it: why is known before anybody decides.
		if (!heard.came || heard.status < 200 || heard.status > 299) stop();
		void goOn();
	};
	return {
		ask: (question) =>
			new Promise((answer) => {
				waiting.push({ question, answer });
				void goOn();
			}),
		stop,
		most: lanes,
		bytes: line.bytes,
		driftMs: line.driftMs,
		close() {
			stop();
			line.close();
		},
	};
}
