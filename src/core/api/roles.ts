import type { Needs, Role } from "./entry.ts";

/** May somebody with this role do what an entry of the contract needs? Checked here, once, for every host. */
export function mayDo(role: Role | null, needs: Needs): boolean {
	if (needs === "anyone") return true;
	if (role === null) return false;
	switch (needs) {
		case "staff":
			return true;
		// A technician looks after modems and backups and has no business with people.
		case "clerk":
			return role === "clerk" || role === "supervisor";
		case "supervisor":
			return role === "supervisor";
		// A small office may have no technician: its supervisor stands in.
		case "technician":
		case "supervisor-or-technician":
			return role === "technician" || role === "supervisor";
	}
}
