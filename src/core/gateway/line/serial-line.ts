import { fail, ok, type Result } from "../../ground/index.ts";
import type { Line, LineEnd } from "./line.ts";

const baudRate = 115_200;

/** Opens a serial port for us alone. Problems: `port-missing`, `port-busy`, `port-denied`, `port-failed`. */
export async function openSerialLine(path: string): Promise<Result<Line>> {
	const { SerialPort } = await import("serialport");
	const port = new SerialPort({ path, baudRate, autoOpen: false });
	const refused = await new Promise<Error | null>((done) => port.open(done));
	if (refused) return fail(portProblem(refused.message), { details: { port: path } });

	let end: LineEnd | null = null;
	const closeHeard: ((end: LineEnd) => void)[] = [];
	const ended = (how: LineEnd) => {
		if (end) return;
		end = how;
		for (const heard of closeHeard) heard(how);
	};
	port.on("close", (error: Error | null) => ended(error ? "lost" : "closed"));
	// Without a listener an error of the port would end the program.
	port.on("error", () => ended("lost"));
	return ok({
		port: path,
		write(text) {
			if (end) return;
			port.write(Buffer.from(text, "latin1"));
		},
		onData(heard) {
			port.on("data", (chunk: Buffer) => heard(chunk.toString("latin1")));
		},
		onClose(heard) {
			closeHeard.push(heard);
		},
		close() {
			return new Promise((done) => {
				if (!port.isOpen) {
					ended("closed");
					done();
					return;
				}
				port.close(() => {
					ended("closed");
					done();
				});
			});
		},
	});
}

/** Vendors whose ports may be tried without asking: others may be a printer or a GPS that takes offence (modem §2.7). */
const modemVendors = new Set(["12d1", "19d2", "2c7c", "1e0e", "05c6", "1bbb", "0bdb", "1199", "2cb7", "1e2d"]);

/** Paths of the ports that are modems by their maker. Empty where the system can't say. */
export async function modemPorts(): Promise<string[]> {
	const { SerialPort } = await import("serialport");
	const ports = await SerialPort.list().catch(() => []);
	return ports.filter((port) => modemVendors.has(port.vendorId?.toLowerCase() ?? "")).map((port) => port.path);
}

/** The driver tells by words only; these are the ones of Linux, macOS and Windows. */
function portProblem(message: string): string {
	if (/no such (file|device)|file not found|cannot find|ENOENT|ENXIO|unknown error code (2|433)\b/i.test(message))
		return "port-missing";
	if (/cannot lock port|busy|access denied|resource temporarily/i.test(message)) return "port-busy";
	if (/permission denied|EACCES/i.test(message)) return "port-denied";
	return "port-failed";
}
