import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";

/** Makers of modems. Other ports may be a printer or a GPS that takes offence at a question (modem §2.7). */
export const modemVendors: ReadonlySet<string> = new Set([
	"12d1",
	"19d2",
	"2c7c",
	"1e0e",
	"05c6",
	"1bbb",
	"0bdb",
	"1199",
	"2cb7",
	"1e2d",
]);

/** What a stick without a serial port is, by the classes of its interfaces: a network card, or the CD with its driver. */
const disguises: readonly { classes: readonly string[]; problem: string }[] = [
	{ classes: ["02", "0a", "e0"], problem: "stick-hilink" },
	{ classes: ["08"], problem: "stick-cd-mode" },
];
/** Network cards that don't say so in their classes. */
const networkSticks = /^12d1:14d[bc]$/;

const devices = "/sys/bus/usb/devices";

/** Sticks of modem makers that are plugged in and show no port. Empty where the system has no such list of its USB devices. */
export function portlessSticks(
	withPort: readonly (string | null)[],
	root = devices,
): { stick: string; problem: string }[] {
	const names = existsSync(root) ? readdirSync(root).sort() : [];
	const found: { stick: string; problem: string }[] = [];
	for (const stick of names) {
		const vendor = said(join(root, stick, "idVendor"));
		if (!modemVendors.has(vendor) || withPort.includes(stick)) continue;
		const shown = names
			.filter((name) => name.startsWith(`${stick}:`))
			.map((name) => said(join(root, name, "bInterfaceClass")));
		const problem = networkSticks.test(`${vendor}:${said(join(root, stick, "idProduct"))}`)
			? "stick-hilink"
			: disguises.find(({ classes }) => classes.some((one) => shown.includes(one)))?.problem;
		if (problem) found.push({ stick, problem });
	}
	return found;
}

function said(file: string): string {
	try {
		return readFileSync(file, "utf8").trim().toLowerCase();
	} catch {
		return "";
	}
}

/** Which stick a port belongs to and which of its interfaces it is, from the system's tree or from the name Windows gives. */
export function usbPlace(
	port: string,
	pnpId: string,
	root = "/sys/class/tty",
): { stick: string | null; usbInterface: number | null } {
	// …/usb1/1-2/1-2:1.2/ttyUSB2: the third interface of what is plugged in at 1-2.
	const inTree = /\/([\d.-]+):\d+\.(\d+)(\/|$)/.exec(deviceOf(join(root, basename(port), "device")));
	if (inTree) return { stick: inTree[1] ?? null, usbInterface: Number(inTree[2]) };
	const hex = /(?:&MI_|-if)([0-9A-F]{2})/i.exec(pnpId)?.[1];
	const windowsStick = /^USB\\[^\\]+\\(.+)&[0-9A-F]+$/i.exec(pnpId)?.[1];
	return { stick: windowsStick ?? null, usbInterface: hex === undefined ? null : Number.parseInt(hex, 16) };
}

function deviceOf(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return "";
	}
}
