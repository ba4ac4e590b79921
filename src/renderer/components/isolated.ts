/** Letters of a name inside a sentence; a name of 100 kB would be the whole sentence. */
const longestInSentence = 60;

/** Signs that turn the direction of what follows. One that is never closed would end the isolation, and turn the sentence round. */
const turningSigns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text in the order in which it is saved: signs of direction do not outlive that. */
export function unturned(value: string): string {
	return value.replace(turningSigns, "");
}

/** A name or number inside a sentence: in its own direction, and cut where it would drown the rest. */
export function isolated(value: string): string {
	const text = unturned(value.slice(0, longestInSentence * 4));
	const short = text.length > longestInSentence ? `${text.slice(0, longestInSentence)}…` : text;
	return `\u2068${short}\u2069`;
}
