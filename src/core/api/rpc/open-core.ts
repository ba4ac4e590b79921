import { type Core, connectCore } from "./client.ts";
import { desktopDoorName, portName } from "./door-names.ts";
import { type AnyPort, type Line, portLine } from "./line.ts";

/** What the desktop's preload script puts into the window: a way to ask for a port, and nothing else. */
export interface DesktopDoor {
	/** The port then arrives as a `message` event of the window with `data` equal to `portName` and the port in `ports`. */
	requestPort(): void;
}

/** The parts of a page used here; this file is also read where there is no DOM. */
interface Page {
	location: { host: string };
	WebSocket: new (url: string) => unknown;
	fetch(path: string, options: { cache: "no-store"; signal: AbortSignal }): Promise<{ status: number }>;
	addEventListener(type: "message", heard: (event: PageMessage) => void): void;
	removeEventListener(type: "message", heard: (event: PageMessage) => void): void;
	[desktopDoorName]?: DesktopDoor;
}
interface PageMessage {
	source: unknown;
	data: unknown;
	ports: readonly unknown[];
}

/** The core for this page: over a port in the desktop window, over a WebSocket of the same host in a browser. */
export function openCore(page = globalThis as unknown as Page): Core {
	const desktop = page[desktopDoorName];
	if (desktop) return connectCore(() => portFrom(page, desktop));
	return connectCore(() => new page.WebSocket(`ws://${page.location.host}/rpc`) as Line, {
		// A page is not told why its WebSocket failed; a plain request is.
		async isRefused() {
			const { status } = await page.fetch("/", { cache: "no-store", signal: AbortSignal.timeout(3000) });
			return status === 401 || status === 403;
		},
	});
}

function portFrom(page: Page, desktop: DesktopDoor): Promise<Line> {
	return new Promise((resolve) => {
		const heard = (event: PageMessage) => {
			const port = event.ports[0];
			if (event.source !== page || event.data !== portName || !port) return;
			page.removeEventListener("message", heard);
			resolve(portLine(port as AnyPort));
		};
		page.addEventListener("message", heard);
		desktop.requestPort();
	});
}
