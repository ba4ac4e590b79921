/** Tests of the built product set a quick hash with OUTPOST_KEY_COST; outside tests nobody can weaken it that way. */
export function keyCostForTests(env: NodeJS.ProcessEnv): number | undefined {
	const cost = env.NODE_ENV === "test" ? Number(env.OUTPOST_KEY_COST) : Number.NaN;
	return Number.isInteger(cost) ? cost : undefined;
}
