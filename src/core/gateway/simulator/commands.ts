import { type CommandRow, ok, refused, said } from "./answers.ts";
import type { ModemDeeds, ModemMemory } from "./modem-memory.ts";
import { networkCommands } from "./network-commands.ts";
import { simCommands } from "./sim-commands.ts";
import { textCommands } from "./text-commands.ts";

/** Words of CMEE=2, as far as anybody reads them. */
const errorWords: Record<number, string> = {
	3: "operation not allowed",
	4: "operation not supported",
	10: "SIM not inserted",
	11: "SIM PIN required",
	12: "SIM PUK required",
	14: "SIM busy",
	16: "incorrect password",
};

/** Commands without AT, in capitals outside quotes, and what follows. All others are an ERROR, never silence. */
const commands: CommandRow[] = [
	[/^$/, () => ok],
	[
		/^(?:Z0?|&F0?)$/,
		(memory) => {
			memory.echo = true;
			memory.notices = { mode: 0, texts: 0, reports: 0 };
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
		/^\+CMEE=([012])$/,
		(memory, [, form]) => {
			memory.errors = Number(form);
			return ok;
		},
	],
	[/^\+CMEE\?$/, ({ errors }) => said(`+CMEE: ${errors}`)],
	[/^(?:V1|Q0|&[A-Z]\d?|\+CSMP=.*|\+CMMS=[012]|\+CGEREP=.*|\+IFC=.*|\+CLIP=[01]|\+CRC=[01]|\+CVHU=0)$/, () => ok],
	[
		/^\+CSCS="(GSM|UCS2|IRA)"$/,
		(memory, [, set = "GSM"]) => {
			memory.characterSet = set;
			return ok;
		},
	],
	[/^\+CSCS\?$/, ({ characterSet }) => said(`+CSCS: "${characterSet}"`)],
	[/^\+CSCS=\?$/, () => said('+CSCS: ("GSM","IRA","UCS2")')],
	[/^I$/, ({ make }) => said(make.maker, make.model, "Revision: 1")],
	[/^\+CGMM$/, ({ make }) => said(make.model)],
	[/^\+CGMI$/, ({ make }) => said(make.maker)],
	[/^\+CGMR$/, () => said("1")],
	[/^\+(?:CGSN|GSN)$/, ({ make }) => said(make.imei)],
	...simCommands,
	...networkCommands,
	...textCommands,
];

/** Answers a whole command line; several commands may stand behind one AT with semicolons between. */
export function simulatedCommands(memory: ModemMemory, deeds: ModemDeeds, line: string): string[] {
	if (!/^AT/i.test(line)) return ["ERROR"];
	const lines: string[] = [];
	for (const command of apart(line.slice(2).trim())) {
		const answer = answerOne(memory, deeds, command);
		if (answer.at(-1) !== "OK") return [...lines, ...answer.map((said) => inForm(memory, said))];
		lines.push(...answer.slice(0, -1));
	}
	return [...lines, "OK"];
}

/** The commands of a line, in capitals except between quotes. */
export function apart(line: string): string[] {
	return (line.match(/(?:"[^"]*"?|[^;"])+/g) ?? [""]).map((command) =>
		command
			.trim()
			.split(/("[^"]*"?)/)
			.map((piece) => (piece.startsWith('"') ? piece : piece.toUpperCase()))
			.join(""),
	);
}

function answerOne(memory: ModemMemory, deeds: ModemDeeds, command: string): string[] {
	if (memory.make.refuses.some((start) => command.startsWith(start))) return ["ERROR"];
	for (const [form, reply, needsSim] of commands) {
		const found = form.exec(command);
		if (!found) continue;
		if (!needsSim) return reply(memory, found, deeds);
		if (memory.sim !== "ready") return refused({ pin: 11, puk: 12, missing: 10 }[memory.sim], "CME");
		return deeds.isSimBusy() ? busy(command) : reply(memory, found, deeds);
	}
	return ["ERROR"];
}

function busy(command: string): string[] {
	return command.startsWith("+CM") || command.startsWith("+CPMS") ? refused(314) : refused(14, "CME");
}

/** Errors of the equipment come as CMEE says; those of texts always have their number. */
function inForm({ errors }: ModemMemory, line: string): string {
	const number = /^\+CME ERROR: (\d+)$/.exec(line)?.[1];
	if (number === undefined || errors === 1) return line;
	return errors === 0 ? "ERROR" : `+CME ERROR: ${errorWords[Number(number)] ?? number}`;
}
