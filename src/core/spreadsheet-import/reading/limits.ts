const mb = 1024 * 1024;

/** What a file may ask of this computer. Real bytes are counted while unpacking; sizes a file tells of itself are not believed. */
export interface Limits {
	fileBytes: number;
	/** One part of a workbook, unpacked. */
	partBytes: number;
	/** All parts that are unpacked for one reading. */
	allBytes: number;
	parts: number;
	rows: number;
	columns: number;
	/** Characters in one cell. Excel's own limit is 32,767. */
	cellChars: number;
}

export const usualLimits: Limits = {
	fileBytes: 50 * mb,
	partBytes: 200 * mb,
	allBytes: 400 * mb,
	parts: 2000,
	rows: 200_000,
	columns: 300,
	cellChars: 1_000_000,
};

/**
 * What the worker that reads may take, by the size of the file: a small one that asks for much is damaged or a trap. It ends that worker and nothing
 * else. `silenceMs`: how long it may be silent while it is being waited for.
 */
export function allowance(fileBytes: number): { heapMb: number; silenceMs: number } {
	const size = fileBytes / mb;
	return {
		heapMb: Math.min(700, Math.round(200 + 60 * size)),
		silenceMs: Math.min(60_000, Math.round(8_000 + 4_000 * size)),
	};
}
/** Below this a file that fills its worker's memory is not too large: something is wrong in it. */
export const smallFileBytes = 2 * mb;
/** Rows that go to the caller at a time, and how many such lots may be under way. */
export const lotRows = 200;
export const lotsAhead = 5;
