import type { Role } from "../api/entry.ts";
import type { Store } from "../storage/index.ts";
import type { StaffMember } from "./api.ts";

interface Row {
	id: string;
	name: string;
	role: Role;
	active: number;
	language: string;
}

/** Names are compared without case and outer spaces: two people can't be told apart by them. */
export function foldName(name: string): string {
	return name.normalize("NFKC").trim().toLowerCase();
}

export function listStaff(store: Store): StaffMember[] {
	return store
		.prepare<Row>("SELECT id, name, role, active, language FROM staff ORDER BY active DESC, name_folded")
		.all()
		.map(shown);
}

export function findStaff(store: Store, id: string): StaffMember | undefined {
	const row = store.prepare<Row>("SELECT id, name, role, active, language FROM staff WHERE id = ?").get(id);
	return row && shown(row);
}

export function insertStaff(store: Store, member: StaffMember, at: string): void {
	store
		.prepare(
			"INSERT INTO staff (id, name, name_folded, role, active, language, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		)
		.run(member.id, member.name, foldName(member.name), member.role, member.active ? 1 : 0, member.language, at);
}

function shown(row: Row): StaffMember {
	return { ...row, active: row.active === 1 };
}
