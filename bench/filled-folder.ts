/** The folder with many cases that this run made (`scripts/bench.mjs`), and how many are in it. */
export function filledFolder(): { folder: string; count: number } {
	const folder = process.env.BENCH_FOLDER;
	const count = Number(process.env.BENCH_CASES);
	if (!folder || !count)
		throw new Error("Run benchmarks with `npm run bench -- NAME`: this one needs a filled folder.");
	return { folder, count };
}
