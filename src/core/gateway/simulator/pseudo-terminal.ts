import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import type { Readable } from "node:stream";
import type { FarEnd } from "../line/line-pair.ts";

export interface PseudoTerminal {
	/** Takes the port away, as a stick that is pulled out. */
	pull(): void;
	/** Makes a port again, under whatever name the system gives; the name that stays may be another too. */
	push(link?: string | null): void;
	end(): void;
}

export interface PseudoTerminalWishes {
	/** What is plugged in: the modem, or another thing that speaks on a port. */
	modem: { plug(far: FarEnd): void };
	/** `pty-relay.py`. */
	relay: string;
	/** A name that stays, pointing at the port. */
	link: string | null;
	onPath(path: string, link: string | null): void;
	onFailed(why: string): void;
}

/** Plugs a simulated modem into a pseudo-terminal, which python3 makes for us: Node has none of its own. */
export function openPseudoTerminal({
	modem,
	relay,
	link: first,
	onPath,
	onFailed,
}: PseudoTerminalWishes): PseudoTerminal {
	let child: ChildProcess | null = null;
	let ending = false;
	let link = first;

	function push(to = link) {
		link = to;
		const mine = spawn("python3", ["-u", relay], { stdio: ["pipe", "pipe", "inherit", "pipe"] });
		child = mine;
		let heard: ((chunk: string) => void)[] = [];
		let closed: (() => void)[] = [];
		let open = false;
		const plug = () => {
			open = true;
			heard = [];
			closed = [];
			const far: FarEnd = {
				write: (text) => {
					if (open && mine.stdin?.writable) mine.stdin.write(text, "latin1");
				},
				onData: (listener) => heard.push(listener),
				onClose: (listener) => closed.push(listener),
				unplug: pull,
			};
			modem.plug(far);
		};
		const unplugged = () => {
			if (!open) return;
			open = false;
			for (const listener of closed) listener();
		};
		mine.stdout?.on("data", (octets: Buffer) => {
			// Octets can be here before the word that somebody opened the port.
			if (!open) plug();
			for (const listener of heard) listener(octets.toString("latin1"));
		});
		mine.stdin?.on("error", () => {});
		mine.on("error", (error) => onFailed(error.message));
		mine.on("exit", (code) => {
			unplugged();
			if (child === mine && !ending) onFailed(`the relay ended with ${code}`);
		});
		let told = "";
		(mine.stdio[3] as Readable).on("data", (octets: Buffer) => {
			told += octets.toString();
			const lines = told.split("\n");
			told = lines.pop() ?? "";
			for (const line of lines) {
				if (line === "open" && !open) plug();
				else if (line === "close") unplugged();
				else if (line.startsWith("path ")) {
					const path = line.slice(5);
					if (link !== null) {
						rmSync(link, { force: true });
						symlinkSync(path, link);
					}
					onPath(path, link);
				}
			}
		});
	}

	function pull() {
		const gone = child;
		child = null;
		gone?.kill("SIGKILL");
		if (link !== null) rmSync(link, { force: true });
	}

	push();
	return {
		pull,
		push,
		end() {
			ending = true;
			pull();
		},
	};
}
