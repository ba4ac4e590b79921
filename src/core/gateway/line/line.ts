import type { Result } from "../../ground/index.ts";

/** Why a line ended. `lost`: unplugged or broken; `closed`: we asked for it. */
export type LineEnd = "lost" | "closed";

/** A wire to a modem. Text is Latin-1: a character is an octet. */
export interface Line {
	/** Name of the port it is open on. */
	readonly port: string;
	/** Hands over and returns; nothing tells whether it arrived. */
	write(text: string): void;
	onData(heard: (chunk: string) => void): void;
	/** Once, also after `close`. */
	onClose(heard: (end: LineEnd) => void): void;
	close(): Promise<void>;
}

/** The serial ports of the machine; tests plug in their own. */
export interface SerialPorts {
	open: OpenLine;
	/** Names of ports that are modems by their maker. */
	list(): Promise<string[]>;
}

/** Opens a line; handed to a modem by its kind. Problems: `port-missing`, `port-busy`, `port-denied`, `port-failed`. */
export type OpenLine = (port: string) => Promise<Result<Line>>;
