/** Letters of a name inside a sentence; a name of 100 kB would be the whole sentence. */
const longestInSentence = 60;

/** A name or number inside a sentence: in its own direction, and cut where it would drown the rest. */
export function isolated(text: string): string {
	const short = text.length > longestInSentence ? `${text.slice(0, longestInSentence)}…` : text;
	return `\u2068${short}\u2069`;
}
