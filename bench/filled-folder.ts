export interface FilledFolder {
	folder: string;
	cases: number;
}

/** The folders with many cases that this run made (`scripts/bench.mjs`), the smallest first. */
export function filledFolders(): [FilledFolder, ...FilledFolder[]] {
	const folders = JSON.parse(process.env.BENCH_FOLDERS ?? "[]") as FilledFolder[];
	const [smallest, ...larger] = folders.sort((a, b) => a.cases - b.cases);
	if (!smallest) throw new Error("This benchmark needs filled folders: start it with `npm run bench -- NAME`.");
	return [smallest, ...larger];
}

export function largestFolder(): FilledFolder {
	const folders = filledFolders();
	return folders.at(-1) ?? folders[0];
}
