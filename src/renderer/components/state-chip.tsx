import type { Icon } from "@tabler/icons-react";
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
