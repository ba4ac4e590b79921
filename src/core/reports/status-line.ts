import type { Acting } from "../api/acting.ts";
import { lastBackupAt } from "../backup/index.ts";
import type { GatewayView } from "../gateway/api.ts";
import { countMessages } from "../messaging/index.ts";
import type { StatusLine } from "./api.ts";

/** The line at the foot of every page. */
export function statusLine(acting: Acting, gateways: readonly GatewayView[]): StatusLine {
	const { queued, sending, unread } = countMessages(acting);
	return {
		gateways: gateways.map(({ name, state, problem, warning, kind }) => ({
			name,
			state,
			problem,
			warning,
			simulated: kind === "simulator",
		})),
		queued,
		sending,
		unread,
		lastSyncAt: null,
		lastBackupAt: lastBackupAt(acting.store),
	};
}
