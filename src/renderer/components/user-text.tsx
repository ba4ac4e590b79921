import { memo, type ReactNode } from "react";
import { piecesOf } from "./folded-match.ts";
import classes from "./user-text.module.css";

/** Longest tooltip: a name of 100 kB would cover the screen. */
const longestTitle = 600;

/**
 * What a person typed or sent, as text and in its own direction. `clip` keeps it on one line; the whole stands in the tooltip and in the
 * page for screen readers. `search` marks what was searched for.
 */
export const UserText = memo(function UserText({
	text,
	clip,
	search,
}: {
	text: string;
	clip?: boolean;
	search?: string;
}) {
	return (
		<bdi className={clip ? classes.clip : classes.whole} title={clip ? text.slice(0, longestTitle) : undefined}>
			{search ? marked(text, search) : text}
		</bdi>
	);
});

/** A text with the found parts marked. `digitsOnly` for numbers shown in groups. */
export function marked(text: string, search: string, digitsOnly = false): ReactNode {
	const pieces = piecesOf(text, search, digitsOnly);
	if (pieces.length === 1 && !pieces[0]?.hit) return text;
	let at = 0;
	return pieces.map((piece) => {
		const key = at;
		at += piece.text.length;
		return piece.hit ? <mark key={key}>{piece.text}</mark> : piece.text;
	});
}
