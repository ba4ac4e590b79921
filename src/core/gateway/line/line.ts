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

/**
 * Opens a line; handed to a modem by its kind. `baud` matters on real serial lines only. Problems: `port-missing`, `port-busy`,
 * `port-denied`, `port-failed`.
 */
export type OpenLine = (port: string, baud?: number) => Promise<Result<Line>>;

/** The serial ports of the machine; tests plug in their own. */
export interface SerialPorts {
	open: OpenLine;
	/** Names of ports that are modems by their maker, those for commands first. */
	list(): Promise<string[]>;
	/** Speeds at which that port is worth trying, best first. Left out: one speed will do. */
	speeds?(port: string): readonly number[];
	/** The program that has the port, null where the system does not tell. */
	holder?(port: string): Promise<string | null>;
	/** All there is at the machine, also what can't be used. */
	survey?(): Promise<PortSurvey>;
}

/** A serial port by what the system says of it; nothing was opened. */
export interface PortFacts {
	port: string;
	/** USB ids, four hex digits; null for a port that is none of USB. */
	vendorId: string | null;
	productId: string | null;
	/** Number of the USB interface: a stick has several ports. */
	usbInterface: number | null;
	/** The same for all ports of one stick; null where unknown. */
	stick: string | null;
	/** What Windows calls it. */
	label: string;
}

export interface PortSurvey {
	ports: PortFacts[];
	/** Sticks without a port: `stick-cd-mode`, `stick-hilink`. */
	portless: { stick: string; problem: string }[];
}
