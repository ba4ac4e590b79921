import { read } from "node:fs";
import { promisify } from "node:util";
import type { SerialPort } from "serialport";

type Binding = typeof SerialPort.binding;

/** What of an open port is needed to read it by hand; Windows has other ones, which end by themselves. */
interface UnixPort {
	fd: number | null;
	readonly isOpen: boolean;
	readonly poller: { once(event: "readable", heard: (error: Error | null) => void): unknown };
	read(buffer: Buffer, offset: number, length: number): Promise<{ buffer: Buffer; bytesRead: number }>;
}

const readOctets = promisify(read);
const isWait = new Set(["EAGAIN", "EWOULDBLOCK", "EINTR"]);

/**
 * The same ports, but a read of no octets at all ends them. A line that the system has hung up gives just that (`hung_up_tty_read` of
 * Linux); the driver takes it for "nothing yet" and reads on at full speed, for ever, with a stick long gone (serialport/bindings-cpp,
 * issue 162).
 */
export function hearHangup(binding: Binding): Binding {
	return {
		...binding,
		async open(options: Parameters<Binding["open"]>[0]) {
			const port: object = await binding.open(options as never);
			return isUnix(port) ? Object.assign(port, { read: reader(port) }) : port;
		},
	} as Binding;
}

function reader(port: UnixPort): UnixPort["read"] {
	return async (buffer, offset, length) => {
		while (port.isOpen && port.fd !== null) {
			try {
				const { bytesRead } = await readOctets(port.fd, buffer, offset, length, null);
				if (bytesRead === 0) throw new Error("the line was hung up");
				return { buffer, bytesRead };
			} catch (error) {
				if (!isWait.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
			}
			// Closing cancels it, with an error that says so.
			if (port.isOpen)
				await new Promise<void>((done, no) => port.poller.once("readable", (error) => (error ? no(error) : done())));
		}
		throw Object.assign(new Error("the port is closed"), { canceled: true });
	};
}

function isUnix(port: object): port is UnixPort {
	return "poller" in port && "fd" in port;
}
