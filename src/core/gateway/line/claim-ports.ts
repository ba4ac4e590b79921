import { realpathSync } from "node:fs";
import { fail, ok } from "../../ground/index.ts";
import type { SerialPorts } from "./line.ts";

/** Keeps the gateways of one process off each other's ports: two questions on one line are no question at all. */
export function claimPorts(serial: SerialPorts) {
	const taken = new Set<string>();
	return {
		isTaken: (port: string) => taken.has(realName(port)),
		/** The ports as one gateway sees them: another's is not there. */
		ports: {
			...serial,
			async open(port, baud) {
				const name = realName(port);
				if (taken.has(name)) return fail("port-missing");
				taken.add(name);
				const opened = await serial.open(port, baud).catch((error: unknown) => {
					taken.delete(name);
					throw error;
				});
				if (!opened.ok) {
					taken.delete(name);
					return opened;
				}
				opened.value.onClose(() => taken.delete(name));
				return ok(opened.value);
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
