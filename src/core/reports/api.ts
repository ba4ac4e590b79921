import { z } from "zod";
import { asks, gives } from "../api/entry.ts";

/** The status line at the foot of every page. */
export interface StatusLine {
	gateways: { name: string; state: string; problem: string | null; warning: string | null; simulated: boolean }[];
	queued: number;
	sending: number;
	unread: number;
	lastSyncAt: string | null;
	lastBackupAt: string | null;
}

export const reportsApi = {
	"status.line": asks("staff", z.object({}), gives<StatusLine>()),
};
