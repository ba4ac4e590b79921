import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../ground/index.ts";
import type { GatewayOptions } from "../gateways.ts";
import { encodeDeliver } from "../pdu/encode-network.ts";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { stickDrawer, willingModem } from "../testing/stick-drawer.ts";

/** `OUTPOST_STOP_RUNS=50` for the whole figure (reliability B9). */
const stops = Number(process.env.OUTPOST_STOP_RUNS ?? 8);
let office: RadioOffice;
let drawer: ReturnType<typeof stickDrawer>;
const view = () => office.gateways.list("any")[0];
const status = () =>
	office.store.prepare<{ warning: string | null; used: number; room: number }>("SELECT * FROM gateway_status").get();
const imei = "350000000000017";
const memory = () =>
	office.store
		.prepare<{ promptDelayMs: number }>("SELECT prompt_delay_ms AS promptDelayMs FROM modem_memory WHERE imei = ?")
		.get(imei);
/** What was asked of the modem, oldest first. */
const asked = () =>
	office.gateways.maskedDialogue("stick").flatMap((line) => (line.startsWith("> ") ? [line.slice(2)] : []));
const text = (words: string) =>
	encodeDeliver({ from: "15557654321", text: words, atMs: 1_767_600_000_000, reference: 1 });

async function begin(
	options: Parameters<ReturnType<typeof stickDrawer>["stick"]>[1] = {},
	timing: GatewayOptions["timing"] = {},
	clock = systemClock,
) {
	await office?.end();
	drawer = stickDrawer();
	office = radioOffice({ serial: drawer.serial, timing, clock });
	const stick = drawer.stick("/dev/one", options);
	office.gateways.add({
		name: "stick",
		kind: "modem",
		settings: [
			{ name: "sendGapMs", value: "0" },
			{ name: "deliveryReports", value: "false" },
		],
	});
	return stick;
}
const ready = async () => {
	office.gateways.start();
	await until(() => view()?.state === "ready");
};

beforeEach(() => begin().then(() => {}));
afterEach(() => office.end());

describe("a burst", () => {
	it("keeps the radio link for the next text and lets it go after the last", async () => {
		const stick = await begin();
		for (let nth = 0; nth < 5; nth += 1) office.send(`Text ${nth}`, { gateway: "stick" });
		await ready();
		await until(() => stick.accepted.length === 5);
		await until(() => asked().includes("AT+CMMS=0"));
		expect(asked().filter((command) => command.startsWith("AT+CMMS"))).toEqual(["AT+CMMS=2", "AT+CMMS=0"]);
	});
	it("does not ask for it where one text goes alone, or where the modem can't", async () => {
		const stick = await begin({ refuses: ["+CMMS"] });
		office.send("Alone", { gateway: "stick" });
		await ready();
		await until(() => stick.accepted.length === 1);
		expect(asked().filter((command) => command.startsWith("AT+CMMS"))).toEqual([]);
		office.store.write(() => {
			for (let nth = 0; nth < 5; nth += 1) office.send(`Text ${nth}`, { gateway: "stick" });
		});
		await until(() => stick.accepted.length === 6);
		expect(asked().filter((command) => command.startsWith("AT+CMMS"))).toEqual(["AT+CMMS=2"]);
	});
});

describe("a modem that loses the first letters", () => {
	it("gets a pause after its prompt, for ever, and the text goes once", async () => {
		const stick = await begin({ faults: [{ at: "typed", does: "error", code: "+CMS ERROR: 304", times: 1 }] });
		const id = office.send("Hello", { gateway: "stick" });
		await ready();
		await until(() => office.lastState(id)?.state === "sent");
		expect(stick.accepted).toHaveLength(1);
		expect(memory()?.promptDelayMs).toBe(100);
		await office.gateways.stop();
		const began = performance.now();
		const next = office.send("Hello again", { gateway: "stick" });
		office.gateways.start();
		await until(() => office.lastState(next)?.state === "sent");
		expect(performance.now() - began).toBeGreaterThan(195);
	});
	it("is not blamed for a text that it refuses with the pause too", async () => {
		await begin({ faults: [{ at: "typed", does: "error", code: "+CMS ERROR: 304", times: 2 }] });
		const id = office.send("Hello", { gateway: "stick" });
		await ready();
		await until(() => office.lastState(id)?.state === "failed");
		expect(office.lastState(id)?.problem).toBe("MESSAGE_FORMAT_INVALID");
		expect(memory()?.promptDelayMs).toBe(0);
	});
	it("leaves a text unknown after a bare error, and is given the pause for the next", async () => {
		const stick = await begin({ faults: [{ at: "accepted", does: "error", code: "ERROR", times: 1 }] });
		const id = office.send("Hello", { gateway: "stick" });
		await ready();
		await until(() => office.lastState(id)?.state === "unknown");
		expect(memory()?.promptDelayMs).toBe(100);
		expect(stick.accepted).toHaveLength(1);
	});
});

describe("the network", () => {
	it("is waited for, and a refusal that stays is told", async () => {
		const stick = await begin({ registration: 3 }, { deniedTellMs: 150 });
		const id = office.send("Hello", { gateway: "stick" });
		office.gateways.start();
		await until(() => view()?.problem === "no-network");
		expect(view()?.state).toBe("searching");
		await until(() => view()?.problem === "network-refuses-sim");
		expect(view()?.state).toBe("stuck");
		expect(stick.accepted).toEqual([]);
		stick.register(5);
		await until(() => office.lastState(id)?.state === "sent");
	});
	it.each([
		["says that it does not know", { registration: 4 }],
		["does not say", { refuses: ["+CREG", "+CEREG", "+CGREG"] }],
	])("is tried where the modem %s", async (_how, options) => {
		await begin(options);
		office.send("Hello", { gateway: "stick" });
		await ready();
		await until(() => asked().some((command) => command.startsWith("AT+CMGS")));
	});
	it("is warned of where its signal is weak", async () => {
		await begin({ signal: 4 });
		await ready();
		expect(status()?.warning).toBe("signal-weak");
	});
});

describe("texts on the SIM", () => {
	it("are taken in where the notice names another memory, or place 0", async () => {
		const stick = await begin({ memories: ["SM", "ME"], arrivesIn: "ME", firstSlot: 0 });
		await ready();
		stick.text({ from: "15557654321", text: "from the stick" });
		await until(() => office.texts.length === 1);
		// Back in the memory where all else is looked for.
		await until(() => asked().includes("AT+CMGD=0") && (asked().at(-1)?.startsWith("AT+CPMS=") ?? false));
	});
	it("are found at the start in whatever memory they lie", async () => {
		const stick = await begin({ memories: ["SM", "ME"], arrivesIn: "ME" });
		stick.text({ from: "15557654321", text: "waits in the stick" });
		await ready();
		await until(() => office.texts.length === 1);
	});
	it("are read one by one where the modem can't list them", async () => {
		const stick = await begin({ refuses: ["+CMGL"], slots: 5 });
		stick.deliver(text("no list"));
		await ready();
		await until(() => office.texts.length === 1);
		expect(asked()).toContain("AT+CMGD=1");
	});
	it("make room at once where the SIM was full and more waits in the network", async () => {
		const stick = await begin({ slots: 2 });
		for (const words of ["one", "two", "three", "four", "five"]) stick.text({ from: "15557654321", text: words });
		await ready();
		await until(() => office.texts.length === 5, 2_000);
	});
	it("of three parts come through a SIM with two free places", async () => {
		const stick = await begin({ slots: 2 });
		await ready();
		const words = "A long answer, word by word. ".repeat(14).trim();
		stick.text({ from: "15557654321", text: words });
		await until(() => office.texts.length === 1);
		expect(office.texts[0]).toMatchObject({ text: words, incomplete: false });
	});
	it("are not lost where one place was told of twice and filled anew before it was emptied the second time", async () => {
		const stick = await begin({
			slots: 1,
			answerDelayMs: 10,
			faults: [{ at: "command", match: "AT+CMGR", does: "lines", lines: Array(3).fill('+CMTI: "SM",1'), times: 1 }],
		});
		await ready();
		for (const words of ["one", "two", "three", "four", "five"]) stick.text({ from: "15557654321", text: words });
		await until(() => office.texts.length === 5);
		expect(office.texts.map(({ text: words }) => words)).toEqual(["one", "two", "three", "four", "five"]);
	});
	it("of the stick's owner stay, and are told of where they fill it", async () => {
		const stick = await begin({ slots: 5 });
		for (let nth = 0; nth < 4; nth += 1) stick.keep(text(`kept ${nth}`)[0] ?? "", 3);
		await ready();
		expect(status()).toMatchObject({ warning: "sim-nearly-full", used: 4, room: 5 });
		expect(office.texts).toEqual([]);
		stick.text({ from: "15557654321", text: "last place" });
		await until(() => office.texts.length === 1);
	});
	it("are swept for when the modem says that there is no room to send", async () => {
		const stick = await begin({ faults: [{ at: "typed", does: "error", code: "+CMS ERROR: 322", times: 1 }] });
		await ready();
		const before = asked().filter((command) => command === "AT+CMGL=4").length;
		const id = office.send("Hello", { gateway: "stick" });
		await until(() => office.lastState(id)?.state === "sent");
		expect(asked().filter((command) => command === "AT+CMGL=4").length).toBeGreaterThan(before);
		expect(stick.accepted).toHaveLength(1);
	});
	it(`are heeded before the first text leaves: a STOP that waits, at each of ${stops} openings`, async () => {
		const stick = await begin({ faults: [{ at: "arrival", does: "lose" }] });
		const stopped = new Set<string>();
		office.desk.onText = ({ from }) => stopped.add(from);
		const numbers = new Map<string, string>();
		office.desk.why = (id) => (stopped.has(numbers.get(id) ?? "") ? "PHONE_NUMBER_OPTED_OUT" : null);
		for (let nth = 0; nth < stops; nth += 1) {
			const [leaves, stays] = [2, 3].map((kind) => `1555${kind}${String(nth).padStart(6, "0")}`) as [string, string];
			const ids = [leaves, stays].map((to) => office.send(`Reminder ${nth}`, { gateway: "stick", to }));
			for (const [at, to] of [leaves, stays].entries()) numbers.set(ids[at] ?? "", to);
			stick.text({ from: leaves, text: "STOP" });
			office.gateways.start();
			await until(() => ids.every((id) => ["failed", "sent"].includes(office.lastState(id)?.state ?? "")));
			expect(ids.map((id) => office.lastState(id)?.state)).toEqual(["failed", "sent"]);
			await office.gateways.stop();
		}
		expect(stick.accepted).toHaveLength(stops);
	}, 60_000);
	it("hold back the next text until they are handled, also one that is about to be typed", async () => {
		const stick = await begin();
		let isBehind = true;
		let asked = 0;
		// They come in when the text has just been taken from the queue.
		office.desk.isBehind = () => ++asked > 1 && isBehind;
		const id = office.send("Reminder", { gateway: "stick" });
		office.gateways.start();
		await until(() => asked > 8);
		expect(stick.accepted).toHaveLength(0);
		expect(office.lastState(id)?.state).not.toBe("sent");
		isBehind = false;
		await until(() => office.lastState(id)?.state === "sent");
		expect(stick.accepted).toHaveLength(1);
	});
	it("that came while the computer slept are taken in as it wakes", async () => {
		let jumpMs = 0;
		const clock = { nowMs: () => Date.now() + jumpMs, upMs: () => performance.now() };
		const stick = await begin(
			{ faults: [{ at: "arrival", does: "lose" }] },
			{ watchEveryMs: 150, sleepMs: 10_000 },
			clock,
		);
		await ready();
		stick.text({ from: "15557654321", text: "while you slept" });
		await new Promise((done) => setTimeout(done, 300));
		expect(office.texts).toEqual([]);
		jumpMs = 3_600_000;
		await until(() => office.texts.length === 1);
	});
});

describe("a modem that is left alone", () => {
	it("is asked each watch whether it lives, and opened anew where it does not", async () => {
		const stick = await begin(
			{ faults: [{ at: "command", match: "AT", does: "hang", skip: 40, times: 1 }] },
			{ watchEveryMs: 60, probeMs: 30, commandMs: 60, reopenMs: [20] },
		);
		await ready();
		await until(() => office.events.some(({ state }) => state === "stuck" || state === "absent"), 8_000);
		stick.unplug(50);
		await until(() => view()?.state === "ready", 8_000);
	}, 20_000);
	it("is asked each minute how it fares, and told again to tell of texts", async () => {
		const notices = ["+CNMI: 2,1,0,2,0", "+CNMI: 2,0,0,0,0"];
		const answers = { "AT+CNMI?": () => [notices[0] ?? "", "OK"] };
		await begin({}, { healthEveryMs: 60 });
		const modem = willingModem(answers);
		drawer.plugged.set("/dev/one", modem);
		await ready();
		const count = (command: string) => modem.asked.filter((one) => one === command).length;
		await until(() => count("AT+CNMI?") > 1);
		expect(count("AT+CNMI=2,1,0,2,0")).toBe(1);
		// A text that was not acknowledged in time has switched the notices off.
		notices.shift();
		await until(() => count("AT+CNMI=2,1,0,2,0") > 1);
	});
});
