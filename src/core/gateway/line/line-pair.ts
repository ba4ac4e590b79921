import type { Line, LineEnd } from "./line.ts";

/** The far end of an in-process line: what a modem is plugged into. */
export interface FarEnd {
	write(text: string): void;
	onData(heard: (chunk: string) => void): void;
	onClose(heard: () => void): void;
	/** Pulls the plug: the near end hears `lost`. */
	unplug(): void;
}

/** A wire inside the process. What is written arrives in order in a later turn of the event loop, never within the call. */
export function linePair(port: string): { near: Line; far: FarEnd } {
	let end: LineEnd | null = null;
	const near = side();
	const far = side();
	const nearClosed: ((end: LineEnd) => void)[] = [];
	const farClosed: (() => void)[] = [];
	const finish = (how: LineEnd) => {
		if (end) return;
		end = how;
		setImmediate(() => {
			for (const heard of nearClosed) heard(how);
			for (const heard of farClosed) heard();
		});
	};
	const carry = (to: ReturnType<typeof side>) => (text: string) => {
		// What was on its way when the plug was pulled still arrives, as from the buffer of a driver.
		if (!end) to.arrive(text, () => end !== "closed");
	};
	return {
		near: {
			port,
			write: carry(far),
			onData: near.listen,
			onClose: (heard) => nearClosed.push(heard),
			close() {
				finish("closed");
				return Promise.resolve();
			},
		},
		far: {
			write: carry(near),
			onData: far.listen,
			onClose: (heard) => farClosed.push(heard),
			unplug: () => finish("lost"),
		},
	};
}

function side() {
	const heard: ((chunk: string) => void)[] = [];
	return {
		listen: (listener: (chunk: string) => void) => {
			heard.push(listener);
		},
		arrive(text: string, open: () => boolean) {
			setImmediate(() => {
				if (open()) for (const listener of heard) listener(text);
			});
		},
	};
}
