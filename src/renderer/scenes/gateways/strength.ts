/** Steps of `AT+CSQ` from which a signal gets the next better word (0 and 1 are no signal, 31 the best: 3GPP TS 27.007 8.5). */
const strengths = [
	[20, "strong"],
	[14, "good"],
	[8, "fair"],
	[2, "weak"],
	[0, "none"],
] as const;

export type Strength = (typeof strengths)[number][1];

export function strengthOf(signal: number): Strength {
	return strengths.find(([from]) => signal >= from)?.[1] ?? "none";
}
