import type { Store } from "../storage/index.ts";
import type { KeyFile } from "./key-file.ts";
import { insertStaff } from "./staff-list.ts";

/**
 * Brings the staff of a restored database up to the keys of today: whoever was added since is there, whoever left stays out, and roles
 * are those of today. Inside the caller's transaction.
 */
export function adoptKeyFile(store: Store, keys: KeyFile, at: string): void {
	const known = store.prepare("SELECT 1 FROM staff WHERE id = ?");
	for (const member of keys.staff) {
		if (known.get(member.id) === undefined) insertStaff(store, member, at);
		else
			store
				.prepare("UPDATE staff SET role = ?, active = ? WHERE id = ?")
				.run(member.role, member.active ? 1 : 0, member.id);
	}
}
