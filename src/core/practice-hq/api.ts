import { z } from "zod";
import { asks, does, gives } from "../api/entry.ts";

/** What meets whoever asks the practice HQ. */
export const practiceHqManners = ["well", "away", "sign-in-page", "unknown-key"] as const;
/**
 * `well`: as HQ does. `away`: nothing answers. `sign-in-page`: the network's own page answers in its place. `unknown-key`: the key was taken back.
 */
export type PracticeHqManner = (typeof practiceHqManners)[number];

/** The other side of the line to HQ, as the people there see it. */
export interface PracticeHq {
	/** What an office types into its connection. `url` is empty before it was ever served. */
	url: string;
	project: string;
	user: string;
	apiKey: string;
	answers: PracticeHqManner;
	/** How many cases and mobile workers it holds. */
	cases: number;
	workers: number;
	/** Those cases that were asked for, the last changed first. */
	found: PracticeHqCase[];
}

export interface PracticeHqCase {
	id: string;
	name: string;
	closed: boolean;
	properties: { name: string; value: string }[];
	/** When it was changed last, there. */
	changedAt: string;
}

const text = z.string().max(10_000);

/** The HQ of the practice office. All fail with `only-in-practice` in a real one. */
export const practiceHqApi = {
	"practiceHq.look": asks(
		"staff",
		z.object({ search: z.string().max(200).default(""), limit: z.number().int().min(1).max(200).default(20) }),
		gives<PracticeHq>(),
	),
	/** What meets the office from now on when it tries. */
	"practiceHq.answer": does("staff", z.object({ as: z.enum(practiceHqManners) }), gives<{ as: PracticeHqManner }>()),
	/** Somebody there changes a case; what is left out stays. Problem `practice-hq-no-case`. */
	"practiceHq.change": does(
		"staff",
		z.object({
			id: z.string().max(255),
			name: z.string().trim().min(1).max(255).optional(),
			closed: z.boolean().optional(),
			properties: z
				.array(z.object({ name: z.string().regex(/^[A-Za-z_][\w.-]{0,254}$/), value: text }))
				.max(200)
				.default([]),
		}),
		gives<PracticeHqCase>(),
	),
};
