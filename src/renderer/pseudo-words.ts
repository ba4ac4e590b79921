/** Words of one file, nested as in the JSON. */
export interface Branch {
	[key: string]: string | Branch;
}

const accented: Record<string, string> = {
	a: "à",
	c: "ç",
	e: "é",
	i: "î",
	n: "ñ",
	o: "ö",
	u: "û",
	y: "ý",
	A: "Å",
	C: "Ç",
	E: "É",
	I: "Î",
	N: "Ñ",
	O: "Ø",
	S: "Š",
	U: "Û",
};

/** English made strange and 40 % longer, to find words that are not from `locales/` and boxes that are too narrow. */
export function pseudo(words: Branch): Branch {
	return Object.fromEntries(
		Object.entries(words).map(([key, value]) => [key, typeof value === "string" ? pseudoText(value) : pseudo(value)]),
	);
}

/** Placeholders and tags stay as they are. */
export function pseudoText(text: string): string {
	const pieces = text.split(/(\{\{[^}]*\}\}|<[^>]*>|\$t\([^)]*\))/);
	const strange = pieces.map((piece, index) =>
		index % 2 === 1 ? piece : piece.replace(/[a-zA-Z]/g, (letter) => accented[letter] ?? letter),
	);
	return `[${strange.join("")}${"~".repeat(Math.ceil(text.length * 0.4))}]`;
}
