import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { stickDrawer, willingModem } from "../testing/stick-drawer.ts";

const card = "8901260000000001234";
let office: RadioOffice;
let drawer: ReturnType<typeof stickDrawer>;
const view = () => office.gateways.list("any")[0];
const add = (pin?: string) => office.gateways.add({ name: "stick", kind: "modem", pin });
const givePin = (pin: string) => {
	office.store.write(() => office.store.prepare("UPDATE gateway SET pin = ? WHERE name = 'stick'").run(pin));
	office.gateways.pause("stick", false);
};

/** A modem whose SIM asks for 4321 and tells its number before. */
function lockedModem(more: Parameters<typeof willingModem>[0] = {}) {
	let open = false;
	const modem = willingModem({
		"AT+CCID": [`+CCID: ${card}`, "OK"],
		"AT+CPIN?": () => [open ? "+CPIN: READY" : "+CPIN: SIM PIN", "OK"],
		"AT+CPIN=*": (command) => {
			open = command.includes("4321");
			return open ? ["OK"] : ["+CME ERROR: 16"];
		},
		...more,
	});
	return { ...modem, pins: () => modem.asked.filter((command) => command.startsWith("AT+CPIN=")) };
}

beforeEach(() => {
	drawer = stickDrawer();
	office = radioOffice({ serial: drawer.serial, timing: { probeMs: 40, reopenMs: [10] } });
});
afterEach(() => office.end());

describe("the PIN of a SIM", () => {
	it("is entered once where it is right", async () => {
		const modem = lockedModem();
		drawer.plugged.set("/dev/one", modem);
		add("4321");
		office.gateways.start();
		await until(() => view()?.state === "ready");
		expect(modem.pins()).toEqual(['AT+CPIN="4321"']);
	});

	it("is never tried again where it was wrong: not by a restart, not by another gateway, not after other wrong ones", async () => {
		const modem = lockedModem();
		drawer.plugged.set("/dev/one", modem);
		add("1111");
		office.gateways.start();
		await until(() => view()?.problem === "sim-pin-wrong");
		await office.gateways.stop();
		office.gateways.start();
		await until(() => view()?.problem === "sim-pin-wrong");
		givePin("2222");
		await until(() => modem.pins().length === 2);
		givePin("1111");
		office.gateways.remove("stick");
		add("1111");
		await until(() => view()?.problem === "sim-pin-wrong");
		const openings = drawer.opened.length;
		await until(() => drawer.opened.length > openings + 3);
		expect(modem.pins()).toEqual(['AT+CPIN="1111"', 'AT+CPIN="2222"']);
		givePin("4321");
		await until(() => view()?.state === "ready");
		expect(office.store.prepare("SELECT * FROM sim_pin_tried").all()).toEqual([]);
	});

	it("counts as tried where nobody heard the answer", async () => {
		const modem = lockedModem({
			"AT+CPIN=*": (_command, far) => {
				far.unplug();
				return null;
			},
		});
		drawer.plugged.set("/dev/one", modem);
		add("4321");
		office.gateways.start();
		await until(() => view()?.problem === "sim-pin-wrong");
		expect(modem.pins()).toHaveLength(1);
	});

	it("is asked for where none was given, and a PUK is for people", async () => {
		drawer.plugged.set("/dev/one", lockedModem());
		add();
		office.gateways.start();
		await until(() => view()?.problem === "sim-pin-needed");
		drawer.plugged.set("/dev/one", lockedModem({ "AT+CPIN?": ["+CPIN: SIM PUK", "OK"] }));
		await until(() => view()?.problem === "sim-puk-needed");
		expect(view()?.state).toBe("stuck");
	});

	it("is not needed by a modem that leaves out the OK", async () => {
		drawer.plugged.set("/dev/one", lockedModem({ "AT+CPIN?": ["+CPIN:READY"] }));
		add();
		office.gateways.start();
		await until(() => view()?.state === "ready");
	});
});

describe("a SIM that is not ready", () => {
	it("is waited for, and no longer than it says", async () => {
		await office.end();
		office = radioOffice({ serial: drawer.serial, timing: { simBusyRetryMs: 3_000, simBusyForMs: 9_000 } });
		let asked = 0;
		drawer.plugged.set(
			"/dev/one",
			lockedModem({
				"AT+CPIN?": (_command, far) => {
					asked += 1;
					if (asked > 1) return ["+CPIN: READY", "OK"];
					setTimeout(() => far.write("\r\n+CPIN: READY\r\n"), 50);
					return ["+CME ERROR: 14"];
				},
			}),
		);
		add();
		office.gateways.start();
		await until(() => view()?.state === "ready", 2_500);
		expect(asked).toBe(2);
	});

	it("is told of where it stays so", async () => {
		drawer.stick("/dev/one", { simBusyMs: 60_000 });
		add();
		office.gateways.start();
		await until(() => view()?.problem === "sim-busy");
	});

	it("is told of where there is none", async () => {
		drawer.stick("/dev/one", { sim: "missing" });
		add();
		office.gateways.start();
		await until(() => view()?.problem === "sim-missing");
	});
});
