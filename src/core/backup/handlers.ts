import type { Acting, HandlersOf } from "../api/acting.ts";
import type { GatewayView } from "../gateway/api.ts";
import { ok } from "../ground/index.ts";
import type { backupApi, StatusLine } from "./api.ts";
import { lastBackupAt } from "./daily-backup.ts";

export interface BackupDeps {
	gateways(projectId: string): GatewayView[];
}

/** The line at the foot of every page. `doctor.run` is answered before sign-in too, so it is wired by `core/outpost.ts`. */
export function backupHandlers(deps: BackupDeps): Omit<HandlersOf<typeof backupApi>, "doctor.run"> {
	return { "status.line": (acting) => ok(statusLine(acting, deps)) };
}

function statusLine({ store, project }: Acting, { gateways }: BackupDeps): StatusLine {
	const count = (where: string) =>
		store.prepare<{ n: number }>(`SELECT COUNT(*) n FROM message WHERE ${where} AND project_id = ?`).get(project.id)
			?.n ?? 0;
	return {
		gateways: gateways(project.id).map(({ name, state, problem, kind }) => ({
			name,
			state,
			problem,
			simulated: kind === "simulator",
		})),
		queued: count("state = 'queued'"),
		sending: count("state = 'sending'"),
		unread: count("direction = 'in' AND read_at IS NULL"),
		lastSyncAt: null,
		lastBackupAt: lastBackupAt(store),
	};
}
