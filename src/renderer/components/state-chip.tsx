import type { Icon } from "@tabler/icons-react";
import type { ReactElement } from "react";
import classes from "./state-chip.module.css";

export type Tone = "good" | "wait" | "bad" | "plain";

/** A state: shape and word, and a colour for those who see it. `means` is a sentence for whoever asks. */
export function StateChip({
	shape: Shape,
	word,
	tone,
	means,
}: {
	shape: Icon;
	word: string;
	tone: Tone;
	means?: string;
}) {
	return (
		<span className={`${classes.chip} ${classes[tone] ?? ""}`} title={means}>
			<Shape size={14} stroke={2} aria-hidden />
			<span className={classes.word}>{word}</span>
		</span>
	);
}

/** A list that is searched at every key shows the same few chips in many rows: one made once is not looked at again where it stays. */
export function onceEach<State extends string>(make: (state: State) => ReactElement): (state: State) => ReactElement {
	const made = new Map<State, ReactElement>();
	return (state) => {
		const chip = made.get(state) ?? make(state);
		made.set(state, chip);
		return chip;
	};
}
