import type { Icon } from "@tabler/icons-react";
import classes from "./rail.module.css";

/** Icon and word; in the narrow rail the word is for screen readers. */
export function Face({ icon: Shape, words, isNarrow }: { icon: Icon; words: string; isNarrow: boolean }) {
	return (
		<>
			<Shape size={18} stroke={1.75} aria-hidden className={classes.icon} />
			<span className={isNarrow ? "seen-by-readers" : classes.word}>{words}</span>
		</>
	);
}
