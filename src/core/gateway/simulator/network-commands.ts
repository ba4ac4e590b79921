import { fromSeptets, packSeptets, toSeptets, unpackSeptets } from "../pdu/gsm7.ts";
import { type CommandRow, ok, refused, said } from "./answers.ts";
import type { ModemMemory, UssdForm } from "./modem-memory.ts";

const operatorNumber = ({ make }: ModemMemory) => make.imsi.slice(0, 5);

/** Commands about the radio: registration, signal, operator, service codes (27.007 7 and 8). */
export const networkCommands: CommandRow[] = [
	[/^\+CFUN\?$/, ({ radio }) => said(`+CFUN: ${radio}`)],
	[/^\+CFUN=\?$/, () => said("+CFUN: (0,1,4),(0,1)")],
	[
		/^\+CFUN=([014])(?:,0)?$/,
		(memory, [, radio]) => {
			memory.radio = Number(radio);
			return ok;
		},
	],
	[
		/^\+CFUN=1,1$/,
		(_memory, _found, deeds) => {
			deeds.reboot();
			return ok;
		},
	],
	[
		/^\+CREG=([0-2])$/,
		(memory, [, notices]) => {
			memory.registrationNotices = Number(notices);
			return ok;
		},
	],
	[/^\+C[GE]REG=[0-2]$/, () => ok],
	[
		/^\+C([GE]?)REG\?$/,
		({ registration, registrationNotices, radio }, [, kind]) =>
			said(`+C${kind}REG: ${kind === "" ? registrationNotices : 0},${radio === 1 ? registration : 0}`),
	],
	[/^\+C([GE]?)REG=\?$/, (_memory, [, kind]) => said(`+C${kind}REG: (0-2)`)],
	[/^\+CGATT\?$/, () => said("+CGATT: 1")],
	[/^\+CSQ$/, ({ signal }) => said(`+CSQ: ${signal},99`)],
	[/^\+CBC$/, () => said("+CBC: 0,100")],
	[
		/^\+COPS=3,([0-2])$/,
		(memory, [, format]) => {
			memory.operatorFormat = Number(format);
			return ok;
		},
	],
	[
		/^\+COPS\?$/,
		(memory) => {
			if (memory.registration !== 1 && memory.registration !== 5) return said("+COPS: 0");
			const format = memory.operatorFormat;
			return said(`+COPS: 0,${format},"${format === 2 ? operatorNumber(memory) : memory.make.operator}"`);
		},
	],
	[/^\+CUSD=([012])?$/, () => ok],
	[/^\+CUSD=\?$/, () => said("+CUSD: (0-2)")],
	[/^\+CUSD\?$/, () => said("+CUSD: 1")],
	[
		/^\+CUSD=1,"([^"]*)"(?:,\d+)?$/,
		(memory, [, typed = ""], deeds) => {
			const code = readCode(memory, typed);
			if (code === null) return refused(4, "CME");
			deeds.dial(code);
			return ok;
		},
		true,
	],
];

/** A service code as this modem wants it, null where it was written another way. */
function readCode({ make, characterSet }: ModemMemory, typed: string): string | null {
	if (characterSet === "UCS2" || make.ussdForm === "ucs2")
		return /^(?:[0-9A-F]{4})+$/i.test(typed) ? fromUnits(typed) : null;
	if (make.ussdForm === "plain") return typed;
	if (!/^(?:[0-9A-F]{2})+$/i.test(typed)) return null;
	const octets = Buffer.from(typed, "hex");
	return fromSeptets(unpackSeptets(octets, Math.floor((octets.length * 8) / 7))).replace(/[\r@]+$/, "");
}

/** The line a service code's answer comes on. `text` undefined: the network does not know the code. */
export function ussdLine(text: string | undefined, form: UssdForm): string {
	if (text === undefined) return "+CUSD: 4";
	const septets = toSeptets(text);
	if (form === "ucs2" || septets === null) return `+CUSD: 0,"${toUnits(text)}",72`;
	if (form === "plain") return `+CUSD: 0,"${text}",15`;
	return `+CUSD: 0,"${packSeptets(septets).toString("hex").toUpperCase()}",15`;
}

function toUnits(text: string): string {
	return Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase();
}

function fromUnits(hex: string): string {
	return Buffer.from(hex, "hex").swap16().toString("utf16le");
}
