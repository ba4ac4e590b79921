import { type CommandRow, ok, refused, said } from "./answers.ts";
import type { ModemMemory } from "./modem-memory.ts";

/** Commands about the SIM itself: its PIN, its numbers, its centre. */
export const simCommands: CommandRow[] = [
	[
		/^\+CPIN\?$/,
		({ sim }) => {
			if (sim === "missing") return refused(10, "CME");
			return said(`+CPIN: ${sim === "ready" ? "READY" : sim === "pin" ? "SIM PIN" : "SIM PUK"}`);
		},
	],
	[/^\+CPIN="?(\d+)"?$/, (memory, [, pin = ""]) => enterPin(memory, pin)],
	[/^\+CPIN="?(\d+)"?,"?(\d+)"?$/, (memory, [, puk = "", pin = ""]) => enterPuk(memory, puk, pin)],
	[/^\+CIMI$/, ({ make }) => said(make.imsi), true],
	[/^\+CCID$/, () => said("+CCID: 8901000000000000017F"), true],
	[/^\+CNUM$/, ({ make }) => (make.number === null ? ok : said(`+CNUM: "","+${make.number}",145`)), true],
	[/^\+CSCA\?$/, ({ make }) => said(make.centre === null ? '+CSCA: "",129' : `+CSCA: "+${make.centre}",145`), true],
	[
		/^\+CSCA="\+?(\d+)"(?:,\d+)?$/,
		(memory, [, centre = ""]) => {
			memory.make = { ...memory.make, centre };
			return ok;
		},
		true,
	],
];

function enterPin(memory: ModemMemory, pin: string): string[] {
	if (memory.sim === "missing") return refused(10, "CME");
	if (memory.sim !== "pin") return refused(memory.sim === "puk" ? 12 : 3, "CME");
	if (pin === memory.make.pin) {
		memory.sim = "ready";
		memory.pinTries = 3;
		return ok;
	}
	memory.pinTries -= 1;
	if (memory.pinTries > 0) return refused(16, "CME");
	memory.sim = "puk";
	return refused(12, "CME");
}

function enterPuk(memory: ModemMemory, puk: string, pin: string): string[] {
	if (memory.sim !== "puk" || puk !== memory.make.puk) return refused(16, "CME");
	memory.make = { ...memory.make, pin };
	memory.sim = "ready";
	memory.pinTries = 3;
	return ok;
}
