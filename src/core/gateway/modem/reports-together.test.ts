import { afterEach, describe, expect, it } from "vitest";
import type { FaultWish } from "../simulator/faults.ts";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { stickDrawer } from "../testing/stick-drawer.ts";

let office: RadioOffice;
afterEach(() => office.end());
const asked = () =>
	office.gateways.maskedDialogue("stick").flatMap((line) => (line.startsWith("> ") ? [line.slice(2)] : []));
const left = () => office.store.prepare("SELECT COUNT(*) n FROM inbound_part WHERE cleared = 0").get()?.n;

/** Twelve texts with their reports on a stick with sixteen places and these faults, all told of by the end. */
async function burst(faults: FaultWish[] = []) {
	const count = 12;
	const drawer = stickDrawer();
	office = radioOffice({ serial: drawer.serial, timing: { sweepEveryMs: 2_500 } });
	const stick = drawer.stick("/dev/one", { faults, slots: 16 });
	office.gateways.add({ name: "stick", kind: "modem", settings: [{ name: "sendGapMs", value: "0" }] });
	const ids: string[] = [];
	office.store.write(() => {
		for (let nth = 0; nth < count; nth += 1) ids.push(office.send(`Text ${nth}`, { gateway: "stick" }));
	});
	office.gateways.start();
	await until(() => ids.every((id) => office.lastState(id)?.state === "delivered"), 15_000);
	await until(() => left() === 0, 8_000);
	expect(stick.accepted).toHaveLength(count);
}

describe("delivery reports of a burst", () => {
	it("are read by one line and deleted by one, each place by its own command", async () => {
		await burst();
		for (const command of ["CMGR", "CMGD"])
			expect(asked().some((line) => new RegExp(`^AT(\\+${command}=\\d+;){2,}\\+${command}=\\d+$`).test(line))).toBe(
				true,
			);
	});
	it.each([
		["refuses lines of several commands", { at: "command", match: "AT+CMGR=1;", does: "error" }],
		["does not answer them", { at: "command", match: "AT+CMGR=1;", does: "mute" }],
		["refuses to delete so", { at: "command", match: "AT+CMGD=1;", does: "error" }],
		["is silent as it deletes", { at: "command", match: "AT+CMGD=1;", does: "mute" }],
	] satisfies [string, FaultWish][])(
		"are all taken in where the modem %s",
		async (_how, fault) => {
			await burst([fault]);
			expect(asked().filter((line) => line.startsWith(fault.match)).length).toBe(1);
		},
		20_000,
	);
});
