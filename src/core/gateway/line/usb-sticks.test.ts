import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { portRank } from "./machine-ports.ts";
import { portHolder } from "./port-holder.ts";
import { portlessSticks, usbPlace } from "./usb-sticks.ts";

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "outpost-usb-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string) {
	mkdirSync(join(root, path, ".."), { recursive: true });
	writeFileSync(join(root, path), `${text}\n`);
}
function stick(name: string, vendor: string, product: string, classes: string[]) {
	put(`${name}/idVendor`, vendor);
	put(`${name}/idProduct`, product);
	for (const [nth, one] of classes.entries()) put(`${name}:1.${nth}/bInterfaceClass`, one);
}

describe("sticks without a port", () => {
	it("are told apart by what they show instead", () => {
		stick("1-1", "12d1", "1f01", ["08"]);
		stick("1-2", "12d1", "14dc", ["ff"]);
		stick("1-3", "19d2", "1405", ["02", "0a", "08"]);
		stick("1-4", "12d1", "1506", ["ff", "ff", "ff", "08"]);
		stick("1-5", "0781", "5567", ["08"]);
		expect(portlessSticks(["1-4", null], root)).toEqual([
			{ stick: "1-1", problem: "stick-cd-mode" },
			{ stick: "1-2", problem: "stick-hilink" },
			{ stick: "1-3", problem: "stick-hilink" },
		]);
	});
	it("are none where the system has no such list", () => {
		expect(portlessSticks([], join(root, "nothing"))).toEqual([]);
	});
});

describe("the place of a port", () => {
	it("is read from the system's tree", () => {
		mkdirSync(join(root, "devices/usb1/1-2/1-2:1.2/ttyUSB2"), { recursive: true });
		mkdirSync(join(root, "tty/ttyUSB2"), { recursive: true });
		symlinkSync(join(root, "devices/usb1/1-2/1-2:1.2/ttyUSB2"), join(root, "tty/ttyUSB2/device"));
		expect(usbPlace("/dev/ttyUSB2", "", join(root, "tty"))).toEqual({ stick: "1-2", usbInterface: 2 });
	});
	it.each([
		["USB\\VID_12D1&PID_1506&MI_02\\6&2A7F0C1&0&0002", { stick: "6&2A7F0C1&0", usbInterface: 2 }],
		["usb-HUAWEI_HUAWEI_Mobile-if01-port0", { stick: null, usbInterface: 1 }],
		["", { stick: null, usbInterface: null }],
	])("or from the name %j", (pnpId, place) => expect(usbPlace("COM5", pnpId, join(root, "tty"))).toEqual(place));
});

describe("the best port of a stick", () => {
	const facts = { port: "COM1", productId: null, stick: null, label: "" };
	it.each([
		// Huawei: the third is PCUI. Quectel and SIMCom: 2 is for commands, 3 dials, 0 and 1 talk of other things.
		["12d1", [2, 5, 0, 1]],
		["2c7c", [2, 4, 3, 0]],
		["1E0E", [2, 3, 1]],
		["05c6", [0, 1, 2]],
	])("of maker %s: %j", (vendorId, order) => {
		const ranks = order.map((usbInterface) => portRank({ ...facts, vendorId, usbInterface }));
		expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
	});
	it("is told by the words of Windows where the number says nothing", () => {
		const labels = ["HUAWEI Mobile Connect - PC UI Interface (COM5)", "Some port", "ZTE Modem", "ZTE NMEA Device"];
		const ranks = labels.map((label) => portRank({ ...facts, vendorId: null, usbInterface: null, label }));
		expect(ranks).toEqual([0, 1, 2, 3]);
	});
});

describe("the program that holds a port", () => {
	it("is found by its open files", async () => {
		put("77/comm", "gammu-smsd");
		mkdirSync(join(root, "77/fd"));
		symlinkSync("/dev/ttyUSB0", join(root, "77/fd/5"));
		put("78/comm", "bash");
		mkdirSync(join(root, "78/fd"));
		expect(await portHolder("/dev/ttyUSB0", root)).toBe("gammu-smsd");
		expect(await portHolder("/dev/ttyUSB1", root)).toBeNull();
	});
	it("is guessed where it runs and hides its files", async () => {
		put("80/comm", "ModemManager");
		expect(await portHolder("/dev/ttyUSB0", root)).toBe("ModemManager");
	});
	it("is nobody where the system does not tell", async () => {
		expect(await portHolder("COM3", join(root, "nothing"))).toBeNull();
	});
});
