import { z } from "zod";
import { asks, gives } from "../api/entry.ts";
import type { HqStatus } from "../hq/api.ts";

/** The way to HQ at a glance, of the acting project. */
export type HqGlance = Pick<HqStatus, "state" | "waiting" | "parked" | "conflicts" | "nextTryAt" | "problem">;

/** The status line at the foot of every page. */
export interface StatusLine {
	gateways: { name: string; state: string; problem: string | null; warning: string | null; simulated: boolean }[];
	queued: number;
	sending: number;
	unread: number;
	/** When the project's work last reached HQ. */
	lastSyncAt: string | null;
	hq: HqGlance;
	lastBackupAt: string | null;
}

/** Where a text stands: with which number, in which project. `digits` is null where the sender has none. */
export interface MessagePlace {
	digits: string | null;
	project: { id: string; name: string };
}

export const reportsApi = {
	/** The way from a line of the audit to the conversation it is about. Problem: `message-not-found`. */
	"reports.messagePlace": asks("supervisor", z.object({ id: z.string().max(100) }), gives<MessagePlace>()),
	"status.line": asks("staff", z.object({}), gives<StatusLine>()),
};
