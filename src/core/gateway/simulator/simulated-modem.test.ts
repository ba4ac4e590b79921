import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { linePair } from "../line/line-pair.ts";
import { encodeSubmit } from "../pdu/encode-submit.ts";
import { until } from "../testing/radio-office.ts";
import { fileStore } from "./file-store.ts";
import { helpText, readFlags } from "./flags.ts";
import { memoryStore } from "./sim-store.ts";
import { type SimulatedModem, type SimulatedModemOptions, simulatedModem } from "./simulated-modem.ts";

const ended: (() => void)[] = [];
afterEach(() => {
	for (const end of ended.splice(0)) end();
});

function stick(options: Partial<SimulatedModemOptions> = {}) {
	const store = options.store ?? memoryStore();
	const modem = simulatedModem({ nowMs: Date.now, echo: false, ...options, store });
	ended.push(modem.end);
	return { modem, store };
}

/** Somebody opens the port and types. */
function open(modem: SimulatedModem) {
	const { near, far } = linePair("test");
	let heard = "";
	near.onData((chunk) => {
		heard += chunk;
	});
	modem.plug(far);
	return {
		near,
		heard: () => heard,
		/** What came since, once it ends as said. */
		async ask(text: string, end = /\r\n(OK|ERROR|\+CM[ES] ERROR: \d+)\r\n$|> $/) {
			const from = heard.length;
			near.write(text);
			await until(() => end.test(heard.slice(from)));
			return heard.slice(from);
		},
	};
}
const [part] = encodeSubmit({ to: "15551234567", text: "Hello" });
if (!part) throw new Error("no part");
const send = async (port: ReturnType<typeof open>) => {
	await port.ask(`AT+CMGS=${part.length}\r`);
	return port.ask(`${part.pdu}\u001a`);
};

describe("the simulated modem", () => {
	it("reads nothing while a command is under way", async () => {
		const { modem } = stick({ answerDelayMs: 30 });
		const port = open(modem);
		port.near.write("AT+CMGF?\r");
		expect(await port.ask("AT+CSQ\r")).toBe("\r\n+CMGF: 0\r\n\r\nOK\r\n");
		expect(await port.ask("AT+CSQ\r")).toContain("+CSQ: 23,99");
	});
	it("echoes as it is told", async () => {
		const port = open(stick({ echo: true }).modem);
		expect(await port.ask("AT+CSQ\r")).toMatch(/^AT\+CSQ\r/);
		await port.ask("ATE0\r");
		expect(await port.ask("AT+CSQ\r")).not.toContain("AT");
	});
	it("loses what it says while no one has the port open, and a text that it hands over then", async () => {
		const lost: string[] = [];
		const { modem, store } = stick({ onLost: (pdu) => lost.push(pdu) });
		const first = open(modem);
		await first.ask("AT+CNMI=2,2,0,0,0\r");
		await first.near.close();
		await new Promise((done) => setTimeout(done, 10));
		modem.say(["RING"]);
		modem.text({ from: "15557654321", text: "Hello" });
		expect([lost.length, store.slots().length]).toEqual([1, 0]);
		const second = open(modem);
		await second.ask("AT\r");
		expect(second.heard()).not.toMatch(/RING|CMT/);
	});
	it("counts in its own log how often the very same text was taken", async () => {
		const { modem, store } = stick();
		const port = open(modem);
		expect([await send(port), await send(port)]).toEqual([1, 2].map((mr) => `\r\n+CMGS: ${mr}\r\n\r\nOK\r\n`));
		expect(store.accepted().map(({ to, copies }) => [to, copies])).toEqual([
			["15551234567", 1],
			["15551234567", 2],
		]);
	});
	it("takes no text without a prompt, and none that is not what was announced", async () => {
		const { modem, store } = stick();
		const port = open(modem);
		port.near.write(`${part.pdu}\u001a\r`);
		await port.ask("AT\r");
		await port.ask(`AT+CMGS=${part.length + 1}\r`);
		expect(await port.ask(`${part.pdu}\u001a`)).toContain("+CMS ERROR: 304");
		expect(store.accepted()).toEqual([]);
	});
	it("keeps its SIM and its log in a file, over a restart", async () => {
		const folder = mkdtempSync(join(tmpdir(), "outpost-sim-"));
		ended.push(() => rmSync(folder, { recursive: true, force: true }));
		const file = join(folder, "sim.json");
		const before = stick({ store: fileStore(file), slots: 2 });
		for (const text of ["one", "two", "three"]) before.modem.text({ from: "15557654321", text });
		await send(open(before.modem));
		const after = stick({ store: fileStore(file), slots: 2 });
		const port = open(after.modem);
		expect((await port.ask("AT+CMGL=4\r")).match(/\+CMGL/g)).toHaveLength(2);
		expect(after.store.accepted()).toMatchObject([{ to: "15551234567", copies: 1 }]);
		// The third waited in the network for a place.
		await port.ask("AT+CMGD=1\r");
		await until(() => after.store.slots().length === 2);
	});
	it("blocks its SIM after three wrong PINs, and opens it with the PUK", async () => {
		const port = open(stick({ pin: "4321", puk: "87654321" }).modem);
		await port.ask("AT+CMEE=1\r");
		const said: string[] = [];
		for (const pin of ["1111", "2222", "3333", "4321"]) said.push(await port.ask(`AT+CPIN="${pin}"\r`));
		expect(said.map((line) => /\d+/.exec(line)?.[0])).toEqual(["16", "16", "12", "12"]);
		expect(await port.ask("AT+CPIN?\r")).toContain("SIM PUK");
		await port.ask('AT+CPIN="87654321","4321"\r');
		expect(await port.ask("AT+CPIN?\r")).toContain("READY");
	});
	it("keeps a prompt open over a lost port where it keeps its power", async () => {
		const { modem } = stick();
		await open(modem).ask(`AT+CMGS=${part.length}\r`);
		modem.unplug(5, { keepsPower: true });
		await until(() => modem.isPresent());
		const again = open(modem);
		again.near.write("\u001b");
		expect(await again.ask("AT\r")).toContain("OK");
	});
});

describe("its flags", () => {
	it("are all read, each one that the help names", () => {
		const values: Record<string, string> = {
			also: "nmea",
			sim: "puk",
			"most-notices": "1,1",
			ussd: "*100#=5.00",
			"ussd-form": "packed",
			fault: '{"at":"prompt","does":"mute"}',
		};
		const left = new Set(["help", "faults", "store"]);
		const named = [...helpText().matchAll(/^ {2}--([a-z-]+)( [A-Z=,]+)?/gm)].filter(([, name = ""]) => !left.has(name));
		expect(named.length).toBeGreaterThan(35);
		const args = named.flatMap(([, name = "", word]) =>
			word === undefined ? [`--${name}`] : [`--${name}`, values[name] ?? "1"],
		);
		const wishes = readFlags(args);
		expect(wishes?.also).toEqual(["nmea"]);
		expect(Object.entries(wishes?.modem ?? {}).filter(([, value]) => value === undefined)).toEqual([]);
		expect(readFlags(["--help"])).toBeNull();
		expect(() => readFlags(["--bogus"])).toThrow();
	});
});
