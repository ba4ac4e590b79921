import type { Acting } from "../api/acting.ts";
import { lastBackupAt } from "../backup/index.ts";
import type { GatewayView } from "../gateway/api.ts";
import { hqStatus } from "../hq/index.ts";
import { countMessages } from "../messaging/index.ts";
import type { StatusLine } from "./api.ts";

/** The line at the foot of every page. */
export function statusLine(acting: Acting, gateways: readonly GatewayView[]): StatusLine {
	const { state, waiting, parked, conflicts, nextTryAt, problem, lastSuccessAt } = hqStatus(acting);
	const { queued, sending, unread } = countMessages(acting);
	return {
		gateways: gateways.map((gateway) => ({
			name: gateway.name,
			state: gateway.state,
			problem: gateway.problem,
			warning: gateway.warning,
			simulated: gateway.kind === "simulator",
		})),
		queued,
		sending,
		unread,
		lastSyncAt: lastSuccessAt,
		hq: { state, waiting, parked, conflicts, nextTryAt, problem },
		lastBackupAt: lastBackupAt(acting.store),
	};
}
