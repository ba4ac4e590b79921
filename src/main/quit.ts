import { app, powerMonitor } from "electron";
import type { Log } from "../core/api/log-file.ts";
import type { Outpost } from "../core/outpost-types.ts";

/** Ends the program only after the SMS under way is finished and the databases are closed, also when the system asks it to. */
export function setupQuit(outpost: Outpost, log: Log): void {
	let isClosing = false;
	const close = () => {
		if (isClosing) return;
		isClosing = true;
		void outpost
			.close()
			.catch((error) => log.error("closing", error))
			.then(() => app.exit(0));
	};
	app.on("before-quit", (event) => {
		event.preventDefault();
		close();
	});
	app.on("window-all-closed", close);
	powerMonitor.on("shutdown", close);
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, close);
}
