import { fail, ok, systemClock } from "../../ground/index.ts";
import type { Line, PortFacts, SerialPorts } from "../line/line.ts";
import { type FarEnd, linePair } from "../line/line-pair.ts";
import { type FaultWish, faultList } from "../simulator/faults.ts";
import { type Accepted, memoryStore } from "../simulator/sim-store.ts";
import { type SimulatedModemOptions, simulatedModem } from "../simulator/simulated-modem.ts";

interface Plugged {
	plug(far: FarEnd): void;
	/** The only speed at which it understands anything. */
	baud?: number;
	facts?: Partial<PortFacts>;
	isPresent?(): boolean;
}

/** Serial ports in this process, with whatever a test plugs into them. */
export function stickDrawer() {
	const plugged = new Map<string, Plugged>();
	const opened: { port: string; baud: number | undefined }[] = [];
	const refused = new Map<string, string>();
	const holders = new Map<string, string>();
	const open: Line[] = [];
	const serial: Required<SerialPorts> = {
		open(port, baud) {
			opened.push({ port, baud });
			const there = plugged.get(port);
			const refusal = refused.get(port);
			if (refusal) return Promise.resolve(fail(refusal));
			if (!there || there.isPresent?.() === false) return Promise.resolve(fail("port-missing"));
			const { near, far } = linePair(port);
			if (there.baud === undefined || there.baud === baud) there.plug(far);
			open.push(near);
			return Promise.resolve(ok(near));
		},
		list: () => Promise.resolve([...plugged.keys()]),
		speeds: (port) => (plugged.get(port)?.baud === undefined ? [115_200] : [115_200, 57_600, 38_400, 19_200, 9_600]),
		holder: (port) => Promise.resolve(holders.get(port) ?? null),
		survey: () =>
			Promise.resolve({
				ports: [...plugged].map(([port, { facts }]) => ({
					port,
					vendorId: "12d1",
					productId: "1506",
					usbInterface: null,
					stick: null,
					label: "",
					...facts,
				})),
				portless: [],
			}),
	};
	return {
		serial,
		/** Ports in the order they were opened. */
		opened,
		/** Ports that can't be opened, with the problem. */
		refused,
		/** Programs that have a port. */
		holders,
		plugged,
		/** A modem at that port; `SimulatedModem` and what its network took. */
		stick(
			port: string,
			{
				faults = [],
				baud,
				...options
			}: Omit<Partial<SimulatedModemOptions>, "faults"> & { faults?: FaultWish[]; baud?: number } = {},
		) {
			const accepted: Accepted[] = [];
			const modem = simulatedModem({
				store: memoryStore(),
				nowMs: systemClock.nowMs,
				onAccepted: (text) => accepted.push(text),
				faults: faultList.parse(faults),
				...options,
			});
			plugged.set(port, { plug: modem.plug, baud, isPresent: modem.isPresent });
			return { ...modem, accepted };
		},
		/** Everything that is open is unplugged. */
		close: () => Promise.all(open.map((line) => line.close())),
	};
}

type Script = Record<string, string[] | null | ((command: string, far: FarEnd) => string[] | null)>;

/** A scripted modem that starts and is ready. */
export function willingModem(more: Script = {}) {
	return scriptedModem({
		AT: ["OK"],
		ATE0: ["OK"],
		"AT+CMEE=1": ["OK"],
		"AT+CGSN": ["350000000000201", "OK"],
		"AT+CPIN?": ["+CPIN: READY", "OK"],
		"AT+CIMI": ["001010000000201", "OK"],
		"AT+CMGF=0": ["OK"],
		"AT+CPMS=?": ['+CPMS: ("SM"),("SM"),("SM")', "OK"],
		"AT+CPMS=*": ["+CPMS: 0,10,0,10,0,10", "OK"],
		"AT+CNMI=*": ["OK"],
		"AT+CNMI?": ["+CNMI: 2,1,0,2,0", "OK"],
		"AT+CREG?": ["+CREG: 1,1", "OK"],
		"AT+CSQ": ["+CSQ: 20,99", "OK"],
		"AT+CMGL=4": ["OK"],
		...more,
	});
}

/** A far end that answers as it is told, and remembers what it was asked. Commands without an answer get ERROR; null: silence. */
export function scriptedModem(answers: Script) {
	const asked: string[] = [];
	let end: FarEnd | null = null;
	return {
		asked,
		say: (text: string) => end?.write(text),
		plug(far: FarEnd) {
			end = far;
			let input = "";
			far.onData((chunk) => {
				input += chunk.replaceAll("\u001b", "");
				for (let at = /[\r\u001a]/.exec(input); at; at = /[\r\u001a]/.exec(input)) {
					const command = input.slice(0, at.index);
					input = input.slice(at.index + 1);
					asked.push(at[0] === "\u001a" ? "[text]" : command);
					const key = at[0] === "\u001a" ? "[text]" : command;
					const answer =
						answers[key] ??
						answers[
							Object.keys(answers).find((start) => start.endsWith("*") && key.startsWith(start.slice(0, -1))) ?? ""
						];
					const lines = typeof answer === "function" ? answer(command, far) : answer;
					if (lines === undefined) far.write("\r\nERROR\r\n");
					else if (lines !== null) for (const line of lines) far.write(line === ">" ? "\r\n> " : `\r\n${line}\r\n`);
				}
			});
		},
	};
}
