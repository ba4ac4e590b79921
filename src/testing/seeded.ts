import { seededChance as seeded } from "../core/gateway/simulator/seeded-chance.ts";

export { seeded };

/** Whole numbers from 0 to below a bound, the same row for the same seed. */
export function seededBelow(seed: number): (bound: number) => number {
	const random = seeded(seed);
	return (bound) => Math.floor(random() * bound);
}
