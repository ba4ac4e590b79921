/** Letters of a name inside a sentence; a name of 100 kB would be the whole sentence. */
const longestInSentence = 60;

/** Signs that turn the direction of what follows. One that is never closed would end the isolation, and turn the sentence round. */
const turningSigns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name or number inside a sentence: in its own direction, and cut where it would drown the rest. */
export function isolated(value: string): string {
	const text = value.slice(0, longestInSentence * 4).replace(turningSigns, "");
	const short = text.length > longestInSentence ? `${text.slice(0, longestInSentence)}…` : text;
	return `\u2068${short}\u2069`;
}
