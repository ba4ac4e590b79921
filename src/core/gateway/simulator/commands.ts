import type { SimCard } from "./sim-card.ts";

/** What the simulated modem remembers while it is plugged in. */
export interface ModemMemory {
	card: SimCard;
	imei: string;
	imsi: string;
	number: string | null;
	pin: string | null;
	pinPassed: boolean;
	pinTries: number;
	echo: boolean;
	/** CNMI mt and ds. */
	notices: { texts: number; reports: number };
	acknowledges: boolean;
	registrationNotices: number;
	/** A place on the SIM came free. */
	freed(): void;
}

export interface CommandAnswer {
	lines: string[];
}

type Reply = (memory: ModemMemory, found: RegExpExecArray) => string[];
const ok = ["OK"];
const said = (...lines: string[]) => [...lines, "OK"];
const refused = (code: number, family = "CMS") => [`+${family} ERROR: ${code}`];

/** Commands without AT, in capitals, and what follows. All others are an ERROR, never silence. */
const commands: [RegExp, Reply, needsPin?: true][] = [
	[/^$/, () => ok],
	[
		/^(?:Z0?|&F0?)$/,
		(memory) => {
			memory.echo = true;
			memory.notices = { texts: 0, reports: 0 };
			return ok;
		},
	],
	[
		/^E([01])?$/,
		(memory, [, on]) => {
			memory.echo = on === "1";
			return ok;
		},
	],
	[
		/^(?:V1|Q0|\+CMEE=[012]|\+CFUN=1|\+CSMP=.*|\+CSCS=.*|\+CMMS=[012]|\+CGEREP=.*|\+COPS=3,[0-2]|\+IFC=.*|\+CLIP=[01])$/,
		() => ok,
	],
	[/^I$|^\+CGMM$/, () => said("Outpost practice modem")],
	[/^\+CGMI$/, () => said("Outpost")],
	[/^\+CGMR$/, () => said("1")],
	[/^\+CGSN$/, ({ imei }) => said(imei)],
	[/^\+CFUN\?$/, () => said("+CFUN: 1")],
	[
		/^\+CPIN\?$/,
		(memory) => said(`+CPIN: ${memory.pinPassed ? "READY" : memory.pinTries > 0 ? "SIM PIN" : "SIM PUK"}`),
	],
	[/^\+CPIN="?(\d+)"?$/, enterPin],
	[/^\+CIMI$/, ({ imsi }) => said(imsi), true],
	[/^\+CCID$/, () => said("+CCID: 8901000000000000017F"), true],
	[
		/^\+CSMS=([01])$/,
		(memory, [, service]) => {
			memory.acknowledges = service === "1";
			return said("+CSMS: 1,1,1");
		},
	],
	[/^\+CSMS\?$/, (memory) => said(`+CSMS: ${memory.acknowledges ? 1 : 0},1,1,1`)],
	[/^\+CMGF=0$/, () => ok, true],
	[/^\+CMGF\?$/, () => said("+CMGF: 0")],
	[/^\+CNMA(?:=0)?$/, () => ok],
	[/^\+CSCA\?$/, () => said('+CSCA: "+15550000000",145'), true],
	[/^\+CPMS=\?$/, () => said('+CPMS: ("SM"),("SM"),("SM")'), true],
	[
		/^\+CPMS="SM"(?:,"SM"){0,2}$/,
		(memory) => said(`+CPMS: ${Array(3).fill(`${memory.card.all().length},${memory.card.room}`).join(",")}`),
		true,
	],
	[
		/^\+CPMS\?$/,
		(memory) => said(`+CPMS: ${Array(3).fill(`"SM",${memory.card.all().length},${memory.card.room}`).join(",")}`),
		true,
	],
	[/^\+CNMI=\?$/, () => said("+CNMI: (0-2),(0-2),(0),(0-2),(0)")],
	[/^\+CNMI\?$/, ({ notices }) => said(`+CNMI: 2,${notices.texts},0,${notices.reports},0`)],
	[
		/^\+CNMI=([0-2]),([0-2]),0,([0-2])(?:,[01])?$/,
		(memory, [, , texts, reports]) => {
			memory.notices = { texts: Number(texts), reports: Number(reports) };
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
	[/^\+CREG\?$/, (memory) => said(`+CREG: ${memory.registrationNotices},1`)],
	[/^\+CSQ$/, () => said("+CSQ: 23,99")],
	[/^\+COPS\?$/, () => said('+COPS: 0,0,"Practice"')],
	[/^\+CNUM$/, ({ number }) => (number === null ? ok : said(`+CNUM: "","+${number}",145`)), true],
	[/^\+CMGL=([0-4])$/, list, true],
	[/^\+CMGR=(\d+)$/, read, true],
	[/^\+CMGD=(\d+)(?:,0)?$/, remove, true],
];

/** Answers a whole command line; several commands may stand behind one AT with semicolons between. */
export function simulatedCommands(memory: ModemMemory, line: string): CommandAnswer {
	if (!/^AT/i.test(line)) return { lines: ["ERROR"] };
	const lines: string[] = [];
	for (const command of line.slice(2).trim().toUpperCase().split(";")) {
		const answer = answerOne(memory, command);
		if (answer.at(-1) !== "OK") return { lines: [...lines, ...answer] };
		lines.push(...answer.slice(0, -1));
	}
	return { lines: [...lines, "OK"] };
}

function answerOne(memory: ModemMemory, command: string): string[] {
	for (const [form, reply, needsPin] of commands) {
		const found = form.exec(command);
		if (!found) continue;
		return needsPin && !memory.pinPassed ? refused(memory.pinTries > 0 ? 11 : 12, "CME") : reply(memory, found);
	}
	return ["ERROR"];
}

function enterPin(memory: ModemMemory, [, pin]: RegExpExecArray): string[] {
	if (memory.pinPassed) return refused(3, "CME");
	if (pin === memory.pin && memory.pinTries > 0) {
		memory.pinPassed = true;
		memory.pinTries = 3;
		return ok;
	}
	memory.pinTries = Math.max(0, memory.pinTries - 1);
	return refused(memory.pinTries > 0 ? 16 : 12, "CME");
}

function list({ card }: ModemMemory, [, wanted]: RegExpExecArray): string[] {
	const slots = card.all().filter(({ status }) => wanted === "4" || status === Number(wanted));
	for (const { slot } of slots) card.markRead(slot);
	return said(...slots.flatMap(({ slot, status, pdu }) => [`+CMGL: ${slot},${status},,${octets(pdu)}`, pdu]));
}

function read({ card }: ModemMemory, [, index]: RegExpExecArray): string[] {
	const slot = card.at(Number(index));
	card.markRead(Number(index));
	return slot ? said(`+CMGR: ${slot.status},,${octets(slot.pdu)}`, slot.pdu) : ok;
}

function remove(memory: ModemMemory, [, index]: RegExpExecArray): string[] {
	const slot = Number(index);
	if (slot < 1 || slot > memory.card.room) return refused(321);
	memory.card.drop(slot);
	memory.freed();
	return ok;
}

/** Octets without the centre's field. */
function octets(pdu: string): number {
	return pdu.length / 2 - 1 - Number.parseInt(pdu.slice(0, 2), 16);
}
