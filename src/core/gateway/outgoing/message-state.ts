import type { SendState } from "../hooks.ts";

export type PartState = "queued" | "opening" | "typed" | "sent" | "delivered" | "failed" | "unknown" | "cancelled";

export interface PartFate {
	state: PartState;
	problem: string | null;
}

/** How far a text is, from its parts: failed beats all, unknown stands once nothing more goes out, delivered needs every part. */
export function messageState(parts: readonly PartFate[]): { state: SendState; problem: string | null } {
	const failed = parts.find((part) => part.state === "failed");
	if (failed) return { state: "failed", problem: failed.problem };
	const has = (...states: PartState[]) => parts.some((part) => states.includes(part.state));
	const all = (...states: PartState[]) => parts.every((part) => states.includes(part.state));
	if (has("typed")) return { state: "sending", problem: null };
	const unknown = parts.find((part) => part.state === "unknown");
	if (has("queued", "opening")) {
		return { state: has("sent", "delivered", "unknown") ? "sending" : "queued", problem: null };
	}
	if (unknown) return { state: "unknown", problem: unknown.problem };
	return { state: all("delivered") ? "delivered" : "sent", problem: null };
}
