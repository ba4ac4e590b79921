/** A two-way line that carries text frames in order: a WebSocket, or a message port made to look like one. */
export interface Line {
	/** 0 connecting, 1 open, 2 and 3 closed, as WebSocket counts. */
	readonly readyState: number;
	send(frame: string): void;
	close(): void;
	addEventListener(type: "open" | "message" | "close", heard: (event: { data?: unknown }) => void): void;
	removeEventListener(type: "open" | "message" | "close", heard: (event: { data?: unknown }) => void): void;
}

/** The ports of browsers and worker threads (`addEventListener`), and Electron's in the main process (`on`). */
export interface AnyPort {
	postMessage(data: unknown): void;
	start?(): void;
	close(): void;
}
interface Heard {
	addEventListener?(type: string, heard: (event: { data?: unknown }) => void): void;
	on?(type: string, heard: (event: { data?: unknown }) => void): void;
}

/**
 * Makes a message port a line. A port does not say by itself that it was closed when something is posted to it: the `close`
 * event is kept, so that whoever asks later learns at once that nobody listens.
 */
export function portLine(port: AnyPort): Line {
	const heard = new Map<string, Set<(event: { data?: unknown }) => void>>();
	const tell = (type: string, event: { data?: unknown }) => {
		for (const one of [...(heard.get(type) ?? [])]) one(event);
	};
	let readyState = 1;
	const closed = () => {
		if (readyState === 3) return;
		readyState = 3;
		tell("close", {});
	};
	const ears = port as Heard;
	const on = (type: string, fn: (event: { data?: unknown }) => void) =>
		ears.addEventListener ? ears.addEventListener(type, fn) : ears.on?.(type, fn);
	on("message", (event) => tell("message", event));
	on("close", closed);
	port.start?.();
	return {
		get readyState() {
			return readyState;
		},
		send(frame) {
			if (readyState !== 1) throw new Error("the port is closed");
			port.postMessage(frame);
		},
		close() {
			port.close();
			closed();
		},
		addEventListener(type, fn) {
			const known = heard.get(type) ?? new Set();
			heard.set(type, known.add(fn));
		},
		removeEventListener(type, fn) {
			heard.get(type)?.delete(fn);
		},
	};
}
