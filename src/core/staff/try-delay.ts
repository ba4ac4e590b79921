import { z } from "zod";

/** Wrong tries of one secret, as kept in the key file: they outlive restarts, and no wall clock is believed. */
export const triesSchema = z.object({
	failures: z.number().int().min(0),
	/** Seconds the machine had been up when the last wrong try began. */
	atUptime: z.number().min(0),
	/** Tries that have begun and not been judged. One whose process has died is forgotten. */
	underWay: z.array(z.object({ id: z.string(), pid: z.number().int(), atUptime: z.number().min(0) })).default([]),
});
export type Tries = z.infer<typeof triesSchema>;

export const noTries: Tries = { failures: 0, atUptime: 0, underWay: [] };

/** Wrong tries that cost nothing; then a minute, doubling to fifteen (reliability E3). */
export const freeTries = 5;
const firstWaitSeconds = 60;
const longestWaitSeconds = 15 * 60;

/**
 * Seconds until the next try is taken. Counted in the machine's uptime: setting the clock changes nothing, and after a restart the
 * time it has been up again is what has been waited.
 */
export function waitSeconds(tries: Pick<Tries, "failures" | "atUptime">, uptime: number): number {
	if (tries.failures < freeTries) return 0;
	const whole = Math.min(firstWaitSeconds * 2 ** (tries.failures - freeTries), longestWaitSeconds);
	const waited = uptime >= tries.atUptime ? uptime - tries.atUptime : uptime;
	return Math.max(0, Math.ceil(whole - waited));
}
