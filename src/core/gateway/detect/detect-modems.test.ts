import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { wrongPort } from "../simulator/wrong-port.ts";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { stickDrawer } from "../testing/stick-drawer.ts";

let office: RadioOffice;
let drawer: ReturnType<typeof stickDrawer>;
const imei = "350000000000301";

beforeEach(() => {
	drawer = stickDrawer();
	office = radioOffice({ serial: drawer.serial, timing: { probeMs: 60 } });
});
afterEach(() => office.end());

describe("looking for modems", () => {
	it("tells the ports of one stick apart and says which to take", async () => {
		const facts = { vendorId: "2c7c", stick: "1-2" };
		drawer.plugged.set("/dev/0", { ...wrongPort("diag", imei), facts: { ...facts, usbInterface: 0 } });
		drawer.plugged.set("/dev/1", { ...wrongPort("nmea", imei), facts: { ...facts, usbInterface: 1 } });
		drawer.stick("/dev/3", { imei, number: "15550000301" });
		drawer.stick("/dev/2", { imei, number: "15550000301" });
		for (const nth of [2, 3])
			Object.assign(drawer.plugged.get(`/dev/${nth}`) ?? {}, { facts: { ...facts, usbInterface: nth } });
		drawer.plugged.set("/dev/4", { ...wrongPort("no-texts", imei), facts: { ...facts, usbInterface: 4 } });
		const found = await office.gateways.detect([]);
		expect(
			Object.fromEntries(
				found.map(({ port, problem, recommended, canText }) => [port, { problem, recommended, canText }]),
			),
		).toEqual({
			"/dev/0": { problem: "not-a-command-port", recommended: false, canText: false },
			"/dev/1": { problem: "not-a-command-port", recommended: false, canText: false },
			"/dev/2": { problem: null, recommended: true, canText: true },
			"/dev/3": { problem: null, recommended: false, canText: true },
			"/dev/4": { problem: null, recommended: false, canText: false },
		});
		expect(found.find(({ port }) => port === "/dev/2")).toMatchObject({ imei, ownNumber: "15550000301", sim: "ready" });
	});

	it("touches a device of an unknown maker only when its port is named", async () => {
		drawer.stick("/dev/printer");
		Object.assign(drawer.plugged.get("/dev/printer") ?? {}, { facts: { vendorId: "03f0" } });
		expect(await office.gateways.detect([])).toMatchObject([
			{ port: "/dev/printer", problem: "port-unknown-maker", canText: false },
		]);
		expect(drawer.opened).toEqual([]);
		expect(await office.gateways.detect(["/dev/printer"])).toMatchObject([
			{ port: "/dev/printer", problem: null, canText: true, recommended: true },
		]);
	});

	it("names the program that holds a port, and what a person may not open", async () => {
		for (const port of ["/dev/busy", "/dev/denied"]) drawer.stick(port);
		drawer.refused.set("/dev/busy", "port-busy").set("/dev/denied", "port-denied");
		drawer.holders.set("/dev/busy", "ModemManager");
		expect(await office.gateways.detect([])).toMatchObject([
			{ problem: "port-busy", holder: "ModemManager", details: { holder: "ModemManager" } },
			{ problem: "port-denied", holder: null },
		]);
	});

	it("tells of sticks that show no port", async () => {
		drawer.serial.survey = () => Promise.resolve({ ports: [], portless: [{ stick: "1-2", problem: "stick-hilink" }] });
		await office.end();
		office = radioOffice({ serial: drawer.serial });
		expect(await office.gateways.detect([])).toMatchObject([{ port: "usb 1-2", problem: "stick-hilink" }]);
	});

	it("leaves alone what a gateway works with", async () => {
		drawer.stick("/dev/one", { imei });
		office.gateways.add({ name: "stick", kind: "modem" });
		office.gateways.start();
		await until(() => office.gateways.list("any")[0]?.state === "ready");
		const before = drawer.opened.length;
		expect(await office.gateways.detect(["/dev/one"])).toEqual([]);
		expect(drawer.opened).toHaveLength(before);
		await office.gateways.stop();
		expect(await office.gateways.detect([])).toMatchObject([{ port: "/dev/one", gateway: "stick" }]);
	});

	it("waits for nobody's PIN", async () => {
		drawer.stick("/dev/one", { pin: "4321" });
		expect(await office.gateways.detect([])).toMatchObject([{ sim: "pin", canText: false, recommended: true }]);
	});

	it("finds an old modem at its own speed", async () => {
		drawer.stick("/dev/ttyS0", { baud: 9_600 });
		expect(await office.gateways.detect([])).toMatchObject([{ port: "/dev/ttyS0", canText: true }]);
	}, 15_000);
});
