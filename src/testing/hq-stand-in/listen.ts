import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";

/** Below what Linux, macOS and Windows give out by themselves, so that a port left for a while is not given to somebody else meanwhile. */
const [first, count] = [20_000, 12_000];
/** Processes side by side begin apart. */
let next = (process.pid * 31) % count;

/**
 * Listens on the loopback, on `port` or, where that is 0, on one that nobody else is given while this process lives: a stand-in that is closed and opened again at
 * the same address leaves it free in between, and an office that tries there must not find the stand-in of another test. Gives the port.
 */
export async function listen(server: Server, port: number): Promise<number> {
	for (let tries = 0; ; tries++) {
		const wanted = port || first + (next++ % count);
		const listening = once(server, "listening");
		server.listen(wanted, "127.0.0.1");
		try {
			await listening;
			return (server.address() as AddressInfo).port;
		} catch (error) {
			const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
			if (!isTaken || port !== 0 || tries > 100) throw error;
		}
	}
}
