import { maskNumber } from "../../ground/index.ts";
import type { WaitingText } from "../api.ts";
import type { GatewayDeps } from "../deps.ts";
import type { GatewayRecord } from "./gateway-record.ts";
import { gatewayView } from "./gateway-view.ts";

interface Row {
	id: string;
	peer: string;
	queuedAt: number;
	notBefore: number;
	priority: number;
	parts: number;
	attempts: number;
}

const priorities = ["verification", "reply", "bulk"] as const;

/** What waits on a gateway in the order in which it goes, each with the reason it has not left. `isMasked`: numbers are not told. */
export function waitingTexts(
	deps: GatewayDeps,
	gateway: GatewayRecord,
	limit: number,
	isMasked: boolean,
): WaitingText[] {
	const { store, clock } = deps;
	const now = clock.nowMs();
	const hindrance = hindranceOf(deps, gateway);
	return store
		.prepare<Row>(
			`SELECT o.message_id AS id, o.peer, o.queued_at AS queuedAt, o.not_before AS notBefore, o.priority, o.parts,
			 (SELECT MAX(p.attempts) FROM outgoing_part p WHERE p.message_id = o.message_id) AS attempts
			 FROM outgoing o WHERE o.gateway = ? AND o.state IN ('queued', 'sending') ORDER BY o.priority, o.seq LIMIT ?`,
		)
		.all(gateway.name, limit)
		.map(({ id, peer, queuedAt, notBefore, priority, parts, attempts }) => {
			const isLater = notBefore > now;
			return {
				id,
				to: isMasked ? maskNumber(peer) : peer,
				queuedAt: new Date(queuedAt).toISOString(),
				notBefore: isLater ? new Date(notBefore).toISOString() : null,
				priority: priorities[priority] ?? "bulk",
				parts,
				attempts,
				reason: hindrance ?? (isLater ? "later-try" : null),
			};
		});
}

/** Why the gateway as a whole sends nothing now, or null. */
function hindranceOf(deps: GatewayDeps, gateway: GatewayRecord): string | null {
	const { state, problem } = gatewayView(deps, gateway, null);
	if (gateway.paused) return "gateway-paused";
	if (state === "ready") return null;
	return problem ?? (state === "off" ? "gateway-off" : null);
}
