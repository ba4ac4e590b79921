import { realpathSync } from "node:fs";
import { fail, ok } from "../../ground/index.ts";
import type { SerialPorts } from "./line.ts";

/** Keeps the gateways of one process off each other's ports: two questions on one line are no question at all. */
export function claimPorts(serial: SerialPorts) {
	const taken = new Map<string, object>();
	return {
		isTaken: (port: string) => taken.has(realName(port)),
		/** The ports as one gateway sees them: another's is not there. */
		ports: {
			...serial,
			async open(port, baud) {
				const name = realName(port);
				if (taken.has(name)) return fail("port-missing");
				const claim = {};
				taken.set(name, claim);
				// Word of an old line's end may come when somebody else has the port already.
				const free = () => {
					if (taken.get(name) === claim) taken.delete(name);
				};
				const opened = await serial.open(port, baud).catch((error: unknown) => {
					free();
					throw error;
				});
				if (!opened.ok) {
					free();
					return opened;
				}
				const line = opened.value;
				line.onClose(free);
				return ok({ ...line, close: () => line.close().finally(free) });
			},
		} satisfies SerialPorts,
	};
}

/** A link and what it points at are one port. */
function realName(port: string): string {
	try {
		return realpathSync(port);
	} catch {
		return port;
	}
}
