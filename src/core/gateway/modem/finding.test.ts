import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { wrongPort } from "../simulator/wrong-port.ts";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { scriptedModem, stickDrawer } from "../testing/stick-drawer.ts";

let office: RadioOffice;
let drawer: ReturnType<typeof stickDrawer>;
const imeis = ["350000000000101", "350000000000102"] as const;
const noGap = [{ name: "sendGapMs", value: "0" }];
const add = (name: string, more: object = {}) => office.gateways.add({ name, kind: "modem", settings: noGap, ...more });
const view = (name: string) => office.gateways.list("any").find((one) => one.name === name);
const imeiOf = (name: string) =>
	office.store.prepare<{ imei: string | null }>("SELECT imei FROM gateway WHERE name = ?").get(name)?.imei;
const detailsOf = (name: string) =>
	office.store.prepare<{ details: string }>("SELECT details FROM gateway_status WHERE gateway = ?").get(name)?.details;

beforeEach(() => {
	drawer = stickDrawer();
	office = radioOffice({ serial: drawer.serial, timing: { lookForPortMs: 40, probeMs: 60 } });
});
afterEach(() => office.end());

describe("several modems", () => {
	it("run at once, each on a line of its own", async () => {
		const one = drawer.stick("/dev/one", { imei: imeis[0], imsi: "001010000000101", number: "15550000101" });
		const two = drawer.stick("/dev/two", { imei: imeis[1], imsi: "001010000000102", number: "15550000102" });
		add("first");
		add("second");
		office.gateways.start();
		await until(() => view("first")?.state === "ready" && view("second")?.state === "ready");
		expect(new Set([imeiOf("first"), imeiOf("second")])).toEqual(new Set(imeis));
		const ids = ["first", "second"].flatMap((gateway) =>
			Array.from({ length: 20 }, (_, nth) => office.send(`${gateway} ${nth}`, { gateway })),
		);
		one.text({ from: "15557654321", text: "to one" });
		two.text({ from: "15557654321", text: "to two" });
		await until(() => ids.every((id) => office.lastState(id)?.state === "delivered"));
		expect([one.accepted.length, two.accepted.length]).toEqual([20, 20]);
		await until(() => office.texts.length === 2);
		const gatewayOf = (text: string) => office.texts.find((one) => one.text === text)?.gateway;
		expect(gatewayOf("to one")).toBe(view("first")?.port === "/dev/one" ? "first" : "second");
		expect(gatewayOf("to two")).toBe(view("first")?.port === "/dev/two" ? "first" : "second");
	});

	it("keep their sticks when the ports change names", async () => {
		drawer.stick("/dev/one", { imei: imeis[0] });
		add("first", { port: "/dev/one" });
		office.gateways.start();
		await until(() => view("first")?.state === "ready");
		const one = drawer.plugged.get("/dev/one");
		drawer.plugged.clear();
		await drawer.close();
		await until(() => view("first")?.state === "absent");
		// Another stick has taken its name; it came back under another.
		const stranger = drawer.stick("/dev/one", { imei: imeis[1] });
		if (one) drawer.plugged.set("/dev/nine", one);
		await until(() => view("first")?.state === "ready");
		expect(view("first")?.port).toBe("/dev/nine");
		const id = office.send("Hello", { gateway: "first" });
		await until(() => office.lastState(id)?.state === "delivered");
		expect(stranger.accepted).toEqual([]);
	});

	it("are no simulated ones: a stick with the number of the practice modem is a stick", async () => {
		office.gateways.add({ name: "practice", kind: "simulator" });
		office.gateways.start();
		await until(() => view("practice")?.state === "ready");
		const stick = drawer.stick("/dev/one", { imei: imeiOf("practice") ?? "" });
		add("stick");
		await until(() => view("stick")?.state === "ready");
		const id = office.send("Hello", { gateway: "stick" });
		await until(() => office.lastState(id)?.state === "delivered");
		expect(stick.accepted).toHaveLength(1);
	});

	it("say that another one is plugged in, as long as it is", async () => {
		drawer.stick("/dev/one", { imei: imeis[0] });
		add("first");
		office.gateways.start();
		await until(() => view("first")?.state === "ready");
		drawer.plugged.clear();
		await drawer.close();
		await until(() => view("first")?.problem === "port-missing");
		drawer.stick("/dev/one", { imei: imeis[1] });
		await until(() => view("first")?.problem === "other-modem");
		const looks = 4;
		await new Promise((done) => setTimeout(done, looks * 40));
		expect(view("first")?.problem).toBe("other-modem");
	});

	it("leave another gateway's stick alone", async () => {
		drawer.stick("/dev/one", { imei: imeis[0] });
		add("first");
		office.gateways.start();
		await until(() => view("first")?.state === "ready");
		add("second");
		await until(() => view("second")?.state === "absent");
		expect(view("second")?.problem).toBe("port-missing");
		expect(imeiOf("second")).toBeNull();
		expect(view("first")?.state).toBe("ready");
	});
});

describe("the right port", () => {
	it("is found among those of one stick that are for other things", async () => {
		for (const kind of ["diag", "nmea", "echo", "silent", "no-texts"] as const)
			drawer.plugged.set(`/dev/${kind}`, wrongPort(kind, imeis[0]));
		const stick = drawer.stick("/dev/right", { imei: imeis[0] });
		add("stick");
		const id = office.send("Hello", { gateway: "stick" });
		office.gateways.start();
		await until(() => office.lastState(id)?.state === "delivered", 10_000);
		expect(view("stick")?.port).toBe("/dev/right");
		expect(stick.accepted).toHaveLength(1);
	}, 15_000);

	it("is found at its speed, and then tried there first", async () => {
		drawer.stick("/dev/ttyS0", { imei: imeis[0], baud: 19_200 });
		add("old");
		office.gateways.start();
		await until(() => view("old")?.state === "ready", 10_000);
		expect(drawer.opened.map(({ baud }) => baud)).toEqual([115_200, 57_600, 38_400, 19_200]);
		await office.gateways.stop();
		drawer.opened.length = 0;
		office.gateways.start();
		await until(() => view("old")?.state === "ready");
		expect(drawer.opened).toEqual([{ port: "/dev/ttyS0", baud: 19_200 }]);
	}, 15_000);

	it("is named with the program that holds it", async () => {
		drawer.stick("/dev/one");
		drawer.refused.set("/dev/one", "port-busy");
		drawer.holders.set("/dev/one", "ModemManager");
		add("stick");
		office.gateways.start();
		await until(() => view("stick")?.problem === "port-busy");
		expect(JSON.parse(detailsOf("stick") ?? "{}")).toEqual({ holder: "ModemManager" });
		drawer.refused.clear();
		await until(() => view("stick")?.state === "ready");
		expect(JSON.parse(detailsOf("stick") ?? "{}")).toEqual({});
	});

	it("says what a person may not open", async () => {
		drawer.stick("/dev/one");
		drawer.refused.set("/dev/one", "port-denied");
		add("stick");
		office.gateways.start();
		await until(() => view("stick")?.problem === "port-denied");
		expect(view("stick")?.state).toBe("absent");
	});
});

describe("a modem that does not start", () => {
	it("is restarted after five tries, once", async () => {
		await office.end();
		office = radioOffice({ serial: drawer.serial, timing: { reopenMs: [5], probeMs: 5, silenceMs: 5, commandMs: 60 } });
		const stick = drawer.stick("/dev/one", { imei: imeis[0] });
		add("stick");
		office.gateways.start();
		await until(() => view("stick")?.state === "ready");
		const mute = scriptedModem({ "AT+CFUN=1,1": ["OK"], "AT*": null });
		drawer.plugged.set("/dev/one", mute);
		stick.unplug(0);
		await until(() => mute.asked.includes("AT+CFUN=1,1"), 10_000);
		expect(view("stick")).toMatchObject({ state: "stuck", problem: "modem-silent" });
		const openings = drawer.opened.length;
		await until(() => drawer.opened.length > openings + 3, 10_000);
		expect(mute.asked.filter((command) => command === "AT+CFUN=1,1")).toHaveLength(1);
	}, 25_000);

	it("starts anew when it says that it has forgotten everything", async () => {
		const stick = drawer.stick("/dev/one", {
			faults: [{ at: "command", match: "AT+CMGS", does: "reboot", times: 1 }],
			bootLines: ["RDY", "+CFUN: 1", "+CPIN: READY", "SMS Ready"],
		});
		add("stick");
		const id = office.send("Hello", { gateway: "stick" });
		office.gateways.start();
		await until(() => office.lastState(id)?.state === "delivered", 10_000);
		expect(stick.accepted).toHaveLength(1);
	}, 15_000);

	it("works again after a fault of our own", async () => {
		drawer.stick("/dev/one");
		add("stick");
		office.store.prepare("ALTER TABLE modem_memory RENAME TO away").run();
		office.gateways.start();
		await until(() => view("stick")?.problem === "gateway-failed");
		office.store.prepare("ALTER TABLE away RENAME TO modem_memory").run();
		await until(() => view("stick")?.state === "ready");
	});
});
