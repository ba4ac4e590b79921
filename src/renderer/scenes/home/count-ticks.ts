/** Whole, evenly spaced marks from 0 to `most` or a little above, at most five of them: steps of 1, 2 or 5 times a power of ten. */
export function countTicks(most: number): number[] {
	const rough = Math.max(1, most / 4);
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? 10 * power;
	return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, index) => index * step);
}
