import type { ModemDeeds, ModemMemory } from "./modem-memory.ts";

/** Lines of an answer; the last one ends it. */
export type Reply = (memory: ModemMemory, found: RegExpExecArray, deeds: ModemDeeds) => string[];

/** A form of a command without AT, what it answers, and whether it needs the SIM. */
export type CommandRow = [form: RegExp, reply: Reply, needsSim?: true];

export const ok = ["OK"];
export const said = (...lines: string[]): string[] => [...lines, "OK"];
export const refused = (code: number, family: "CMS" | "CME" = "CMS"): string[] => [`+${family} ERROR: ${code}`];

/** Octets of a PDU without its centre's field. */
export function octetsOf(pdu: string): number {
	return pdu.length / 2 - 1 - Number.parseInt(pdu.slice(0, 2), 16);
}
