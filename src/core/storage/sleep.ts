const cell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Whether a thread may stand still here; a window's may not. */
export const maySleep = (() => {
	try {
		Atomics.wait(cell, 0, 1, 0);
		return true;
	} catch {
		return false;
	}
})();

/** Stands still for so long, where there is nothing else to do but wait, as SQLite does it too. */
export function sleep(ms: number): void {
	Atomics.wait(cell, 0, 0, ms);
}
