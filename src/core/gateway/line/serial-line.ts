import { fail, ok, type Result } from "../../ground/index.ts";
import { hearHangup } from "./hear-hangup.ts";
import type { Line, LineEnd } from "./line.ts";

/** Opens a serial port for us alone. Problems: `port-missing`, `port-busy`, `port-denied`, `port-failed`. */
export async function openSerialLine(path: string, baudRate = 115_200): Promise<Result<Line>> {
	const { SerialPort } = await import("serialport");
	const options = { path, baudRate, autoOpen: false, binding: hearHangup(SerialPort.binding) };
	const port = new SerialPort(options);
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

/** The driver tells by words only; these are the ones of Linux, macOS and Windows. */
function portProblem(message: string): string {
	if (/no such (file|device)|file not found|cannot find|ENOENT|ENXIO|unknown error code (2|433)\b/i.test(message))
		return "port-missing";
	if (/cannot lock port|busy|access denied|resource temporarily/i.test(message)) return "port-busy";
	if (/permission denied|EACCES/i.test(message)) return "port-denied";
	return "port-failed";
}
