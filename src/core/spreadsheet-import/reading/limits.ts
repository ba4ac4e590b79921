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

/** Heap of the worker that reads, in MB: what needs more ends that worker and nothing else. */
export const workerHeapMb = 700;
/** How long the worker may be silent while it is being waited for. */
export const silenceMs = 60_000;
/** Rows that go to the caller at a time, and how many such batches may be under way. */
export const batchRows = 500;
export const batchesAhead = 2;
