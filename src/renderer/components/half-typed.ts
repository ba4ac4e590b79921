const keepers = new Set<() => Promise<unknown>>();

/** Registers what keeps a half-filled form now. Returns the way to stop. */
export function onKeepNow(keep: () => Promise<unknown>): () => void {
	keepers.add(keep);
	return () => keepers.delete(keep);
}

/** Keeps what was typed in the last moment. To be awaited before the seat is locked or left: after that nothing can be kept. */
export async function keepHalfTyped(): Promise<void> {
	await Promise.all([...keepers].map((keep) => keep()));
}
