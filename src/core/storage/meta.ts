import type { Store } from "./store.ts";

/** A small fact about the file itself, such as when it was last checked. */
export function readMeta(store: Store, key: string): string | undefined {
	return store.prepare<{ value: string }>("SELECT value FROM meta WHERE key = ?").get(key)?.value;
}

export function writeMeta(store: Store, key: string, value: string): void {
	store
		.prepare("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
		.run(key, value);
}
