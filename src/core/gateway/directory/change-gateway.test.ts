import { afterEach, beforeEach, expect, it } from "vitest";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { stickDrawer } from "../testing/stick-drawer.ts";

let office: RadioOffice;
let drawer: ReturnType<typeof stickDrawer>;
beforeEach(() => {
	drawer = stickDrawer();
	office = radioOffice({ serial: drawer.serial, timing: { probeMs: 40, reopenMs: [10] } });
});
afterEach(() => office.end());

it("puts another stick in the place of one that broke, with its routes and what waits", async () => {
	drawer.stick("/dev/old", { imei: "350000000000111" });
	office.gateways.add({ name: "stick", kind: "modem", settings: [{ name: "sendGapMs", value: "0" }] });
	office.gateways.route(null, "*", "stick");
	office.gateways.start();
	await until(() => office.gateways.list("any")[0]?.state === "ready");
	const fresh = drawer.stick("/dev/new", { imei: "350000000000222" });
	drawer.plugged.delete("/dev/old");
	office.gateways.pause("stick", true);
	office.send("Hello", { gateway: "stick" });
	office.gateways.change("stick", { port: "/dev/new", settings: [{ name: "sendGapMs", value: "0" }] });
	office.gateways.pause("stick", false);
	await until(() => fresh.accepted.length === 1);
	const shown = office.gateways.show("any", "stick", true);
	expect(shown).toMatchObject({
		value: { imei: "350000000000222", port: "/dev/new", routes: [{ prefix: "*", everywhere: true }] },
	});
	// The same port once more changes nothing.
	office.gateways.change("stick", { port: "/dev/new" });
	expect(office.gateways.show("any", "stick", true)).toMatchObject({ value: { imei: "350000000000222" } });
});

it("tries a PIN that is given at once", async () => {
	drawer.stick("/dev/locked", { pin: "4711" });
	office.gateways.add({ name: "stick", kind: "modem" });
	office.gateways.start();
	await until(() => office.gateways.list("any")[0]?.problem === "sim-pin-needed");
	expect(office.gateways.change("stick", { pin: " 4711 " })).toMatchObject({ ok: true });
	await until(() => office.gateways.list("any")[0]?.state === "ready");
});
