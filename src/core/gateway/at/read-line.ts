/** What the modem said no with. `plain`: a bare ERROR. */
export interface AtError {
	family: "cms" | "cme" | "plain";
	number: number | null;
}

export type LineKind =
	| { kind: "ok" }
	| { kind: "error"; error: AtError }
	/** Came by itself. With `pdu`, the next line belongs to it. */
	| { kind: "unsolicited"; pdu: boolean }
	| { kind: "information" };

/** Beginnings of lines that come by themselves (modem §2.4). */
const unsolicited = [
	"+CMTI:",
	"+CDSI:",
	"+CREG:",
	"+CGREG:",
	"+CEREG:",
	"+CUSD:",
	"RING",
	"+CRING:",
	"+CLIP:",
	"^RSSI",
	"^BOOT",
	"^MODE",
	"^HCSQ",
	"^CSNR",
	"^SRVST",
	"^SIMST",
	"^DSFLOWRPT",
	"^STIN",
	"^NWTIME",
	"^SMMEMFULL",
	"_OSIGQ",
	"+ZUSIMR",
	"+ZEND",
	"#STN",
	"RDY",
	"+CFUN:",
	"+CPIN:",
	"Call Ready",
	"SMS Ready",
	"+QIND:",
	"+QUSIM:",
	// We never dial, so this is always the end of a call that came in.
	"NO CARRIER",
];
const unsolicitedWithPdu = ["+CMT:", "+CDS:", "+CBM:"];
/** `+CREG: n,stat` answers a question; `+CREG: stat[,"lac","ci"]` came by itself. */
const registrationAnswer = /^\+C[GE]?REG:\s*\d{1,3}\s*,\s*\d{1,3}\s*(,|$)/;

/** Says what a whole line is, given the command that waits for an answer (empty: none). */
export function readLine(line: string, command: string): LineKind {
	if (line === "OK") return { kind: "ok" };
	const error = readError(line);
	if (error) return { kind: "error", error };
	if (unsolicitedWithPdu.some((start) => line.startsWith(start))) return { kind: "unsolicited", pdu: true };
	if (unsolicited.some((start) => line.startsWith(start)) && !answers(line, command))
		return { kind: "unsolicited", pdu: false };
	// Makers have more of these than any list: what bears another command's name is no answer to this one.
	const name = /^([+^*#$%][A-Z0-9]+):/.exec(line)?.[1];
	const isOther =
		name !== undefined && /^AT[+^*#$%]/.test(command) && !command.startsWith(name, 2) && !synonyms(name, command);
	return isOther ? { kind: "unsolicited", pdu: false } : { kind: "information" };
}

/** `AT+CCID` is answered with `+ICCID:` and the like. */
function synonyms(name: string, command: string): boolean {
	return name.includes("CCID") && command.includes("CCID");
}

function readError(line: string): AtError | null {
	if (
		line === "ERROR" ||
		line === "ABORTED" ||
		line.startsWith("COMMAND NOT SUPPORT") ||
		line.startsWith("MODEM ERROR")
	)
		return { family: "plain", number: null };
	const numbered = /^\+CM([SE]) ERROR:\s*(\d+)?/.exec(line);
	if (!numbered) return null;
	return {
		family: numbered[1] === "S" ? "cms" : "cme",
		number: numbered[2] === undefined ? null : Number(numbered[2]),
	};
}

/** Whether the line answers the question in flight, such as `+CPIN: READY` to `AT+CPIN?`. */
function answers(line: string, command: string): boolean {
	const asked = /^AT([+^][A-Z]+)\?/.exec(command)?.[1];
	if (!asked || !line.startsWith(`${asked}:`)) return false;
	return asked.endsWith("REG") ? registrationAnswer.test(line) : true;
}
