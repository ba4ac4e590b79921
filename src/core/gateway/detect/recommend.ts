import type { DetectedModem } from "../api.ts";
import type { PortFacts } from "../line/line.ts";
import { portRank } from "../line/machine-ports.ts";

/**
 * Marks the port to take of each modem: one stick shows several, and only one is both free of dial-up and told of new texts. Ports with
 * the same IMEI belong to one modem.
 */
export function recommend(found: readonly DetectedModem[], facts: readonly PortFacts[]): DetectedModem[] {
	const rankOf = (port: string) => {
		const known = facts.find((one) => one.port === port);
		return known ? portRank(known) : 1;
	};
	// A modem that waits for its PIN can't say yet whether it can text.
	const isFit = ({ canText, sim, problem }: DetectedModem) => problem === null && (canText || sim === "pin");
	return found.map((modem) => {
		const rivals = found.filter((other) => isFit(other) && modem.imei !== null && other.imei === modem.imei);
		const best = rivals.toSorted((one, other) => rankOf(one.port) - rankOf(other.port))[0] ?? modem;
		return { ...modem, recommended: isFit(modem) && best.port === modem.port };
	});
}
