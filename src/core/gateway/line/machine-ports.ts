import { realpathSync } from "node:fs";
import { portRole } from "../modem/maker-quirks.ts";
import type { PortFacts, PortSurvey, SerialPorts } from "./line.ts";
import { portHolder } from "./port-holder.ts";
import { openSerialLine } from "./serial-line.ts";
import { modemVendors, portlessSticks, usbPlace } from "./usb-sticks.ts";

const speeds = [115_200, 57_600, 38_400, 19_200, 9_600];
/** Ports without a wire of their own: a speed means nothing there. */
const wireless = /\/(ttyUSB|ttyACM|rfcomm|pts\/)/;
/** Words of Windows for the ports of a stick. */
const labels: readonly [RegExp, number][] = [
	[/pc ui|at (port|interface)|command/i, 0],
	[/diag|nmea|gps|debug/i, 3],
	[/modem/i, 2],
];
const roleRank = { commands: 0, "dial-up": 2, positions: 3, diagnosis: 3 } as const;

/** The serial ports of this computer. */
export const machinePorts: SerialPorts = {
	open: openSerialLine,
	async list() {
		const { ports } = await survey();
		return ports.filter(isModemMaker).map(({ port }) => port);
	},
	speeds: (port) => (wireless.test(realPath(port)) ? speeds.slice(0, 1) : speeds),
	holder: (port) => portHolder(realPath(port)),
	survey,
};

export function isModemMaker({ vendorId }: PortFacts): boolean {
	return modemVendors.has(vendorId?.toLowerCase() ?? "");
}

/** Of the ports of one stick, the one where commands are answered and notices come. */
export function portRank({ vendorId, usbInterface, label }: PortFacts): number {
	const role = portRole(vendorId, usbInterface);
	if (role) return roleRank[role];
	return labels.find(([words]) => words.test(label))?.[1] ?? 1;
}

/** Best ports first, whatever stick they belong to. */
async function survey(): Promise<PortSurvey> {
	const { SerialPort } = await import("serialport");
	const listed = await SerialPort.list().catch(() => []);
	const ports = listed.map((listing): PortFacts => {
		const place = usbPlace(listing.path, listing.pnpId ?? "");
		return {
			port: listing.path,
			vendorId: listing.vendorId?.toLowerCase() ?? null,
			productId: listing.productId?.toLowerCase() ?? null,
			usbInterface: place.usbInterface,
			stick: place.stick ?? listing.locationId ?? listing.serialNumber ?? null,
			label: "friendlyName" in listing ? String(listing.friendlyName) : "",
		};
	});
	ports.sort((one, other) => portRank(one) - portRank(other));
	return { ports, portless: portlessSticks(ports.map(({ stick }) => stick)) };
}

function realPath(port: string): string {
	try {
		return realpathSync(port);
	} catch {
		return port;
	}
}
