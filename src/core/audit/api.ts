import { z } from "zod";
import { asks, gives } from "../api/entry.ts";

/** One line of the audit: who did what to which thing. Holds no texts and no whole numbers. */
export interface AuditLine {
	seq: number;
	at: string;
	staff: string | null;
	/** Verb of the subject, such as `case.registered`, `consent.withdrawn`, `sign-in.refused`. */
	action: string;
	subject: { kind: string; id: string } | null;
	details: Record<string, string | number | boolean>;
}

export interface AuditVerdict {
	lines: number;
	intact: boolean;
	/** First line whose hash does not follow from the one before, when not intact. */
	firstBad?: number;
}

export const auditApi = {
	/** Newest first; `before` is the `seq` of the last line already shown. */
	"audit.list": asks(
		"supervisor",
		z.object({
			before: z.number().int().optional(),
			limit: z.number().int().min(1).max(500).default(100),
			subjectId: z.string().optional(),
			action: z.string().max(60).optional(),
		}),
		gives<{ lines: AuditLine[]; more: boolean }>(),
	),
	"audit.verify": asks("supervisor", z.object({}), gives<AuditVerdict>()),
};
