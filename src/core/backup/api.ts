import { z } from "zod";
import { asks, gives } from "../api/entry.ts";

export interface Check {
	/** `database`, `key-store`, `modem`, `clock`, `disk`, `hq`, `backup`, `audit`. */
	name: string;
	ok: boolean;
	/** Code for the words; details beside it. */
	message: string;
	details?: Record<string, string | number | boolean>;
}

/** The status line at the foot of every page. */
export interface StatusLine {
	gateways: { name: string; state: string; problem: string | null; simulated: boolean }[];
	queued: number;
	sending: number;
	unread: number;
	lastSyncAt: string | null;
	lastBackupAt: string | null;
}

export const backupApi = {
	"doctor.run": asks("anyone", z.object({}), gives<Check[]>()),
	"status.line": asks("staff", z.object({}), gives<StatusLine>()),
};
