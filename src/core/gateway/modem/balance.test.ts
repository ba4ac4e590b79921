import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RadioOffice, radioOffice, until } from "../testing/radio-office.ts";
import { stickDrawer, willingModem } from "../testing/stick-drawer.ts";

let office: RadioOffice;
let drawer: ReturnType<typeof stickDrawer>;
const view = () => office.gateways.list("any")[0];
const ussdOf = (imei: string) =>
	office.store.prepare<{ ussd: string | null }>("SELECT ussd FROM modem_memory WHERE imei = ?").get(imei)?.ussd;

async function begin(balanceCode = "*144#") {
	const added = office.gateways.add({
		name: "stick",
		kind: "modem",
		settings: [
			{ name: "sendGapMs", value: "0" },
			{ name: "balanceCode", value: balanceCode },
		],
	});
	if (!added.ok) throw new Error(added.problem.code);
	office.gateways.start();
	await until(() => view()?.state === "ready");
}

beforeEach(() => {
	drawer = stickDrawer();
	office = radioOffice({ serial: drawer.serial, timing: { ussdMs: 200 } });
});
afterEach(() => office.end());

describe("the balance", () => {
	it.each(["plain", "packed", "ucs2"] as const)(
		"is asked for and read from a modem that writes it %s",
		async (ussdForm) => {
			drawer.stick("/dev/one", { ussdForm, ussd: { "*144#": "Solde : 5.00 EUR, à bientôt" }, ussdDelayMs: 30 });
			await begin();
			const asked = await office.gateways.balance("stick");
			expect(asked).toMatchObject({ ok: true, value: { text: "Solde : 5.00 EUR, à bientôt" } });
			expect(asked.ok && asked.value.raw).toMatch(/^\+CUSD: 0,"/);
			expect(asked.ok && Date.parse(asked.value.at)).toBeGreaterThan(0);
			expect(ussdOf("350000000000017")).toBe(ussdForm);
		},
	);

	it("is asked for the packed way first where the maker wants it so", async () => {
		drawer.stick("/dev/one", { maker: "huawei", ussdForm: "packed", ussd: { "*144#": "5.00" } });
		await begin();
		expect(await office.gateways.balance("stick")).toMatchObject({ ok: true, value: { text: "5.00" } });
		expect(office.gateways.maskedDialogue("stick").filter((line) => line.includes("AT+CUSD=1"))).toHaveLength(1);
	});

	it("is asked for between two texts, never within one", async () => {
		const stick = drawer.stick("/dev/one", { ussd: { "*144#": "5.00" }, sendDelayMs: 60, ussdDelayMs: 60 });
		await begin();
		const ids = [1, 2, 3].map((nth) => office.send(`Text ${nth}`, { gateway: "stick" }));
		await until(() => stick.accepted.length === 1);
		expect(await office.gateways.balance("stick")).toMatchObject({ ok: true });
		await until(() => ids.every((id) => ["sent", "delivered"].includes(office.lastState(id)?.state ?? "")));
		const spoken = office.gateways.maskedDialogue("stick");
		const dialled = spoken.findIndex((line) => line.includes("AT+CUSD=1"));
		const answered = spoken.findIndex((line) => line.includes("< +CUSD"));
		expect(spoken.slice(dialled, answered).some((line) => line.includes("AT+CMGS"))).toBe(false);
		expect(spoken.slice(0, dialled).findLast((line) => /> AT\+CMGS|< \+CMGS/.test(line))).toMatch(/^< /);
	});

	it("ends a menu that asks on", async () => {
		const modem = willingModem({
			"AT+CUSD=1,*": (_command, far) => {
				setTimeout(() => far.write('\r\n+CUSD: 1,"Balance 5.00\r\n1 Data\r\n2 Calls",15\r\n'), 10);
				return ["OK"];
			},
			"AT+CUSD=2": ["OK"],
		});
		drawer.plugged.set("/dev/one", modem);
		await begin();
		expect(await office.gateways.balance("stick")).toMatchObject({ value: { text: "Balance 5.00\n1 Data\n2 Calls" } });
		expect(modem.asked.at(-1)).toBe("AT+CUSD=2");
	});

	it("has no answer where none comes, and the modem goes on", async () => {
		const modem = willingModem({ "AT+CUSD=1,*": ["OK"], "AT+CUSD=2": ["OK"] });
		drawer.plugged.set("/dev/one", modem);
		await begin();
		expect(await office.gateways.balance("stick")).toMatchObject({ problem: { code: "ussd-no-answer" } });
		expect(modem.asked).toContain("AT+CUSD=2");
		await until(() => view()?.state === "ready");
	});

	it("is refused by a code or modem that has none", async () => {
		drawer.stick("/dev/one", { refuses: ["+CUSD"] });
		await begin();
		expect(await office.gateways.balance("stick")).toMatchObject({ problem: { code: "ussd-unsupported" } });
	});

	it("can't be had without a code, a gateway, or a modem that is there", async () => {
		const stick = drawer.stick("/dev/one");
		await begin("");
		expect(await office.gateways.balance("stick")).toMatchObject({ problem: { code: "balance-code-missing" } });
		expect(await office.gateways.balance("nobody")).toMatchObject({ problem: { code: "gateway-not-found" } });
		office.gateways.remove("stick");
		await begin();
		stick.unplug(60_000);
		await until(() => view()?.state === "absent");
		expect(await office.gateways.balance("stick")).toMatchObject({ problem: { code: "gateway-not-ready" } });
		await office.gateways.stop();
		expect(await office.gateways.balance("stick")).toMatchObject({ problem: { code: "gateways-elsewhere" } });
	});

	it("is given up when the port goes while it is waited for", async () => {
		const stick = drawer.stick("/dev/one", { ussd: { "*144#": "5.00" }, ussdDelayMs: 150 });
		await begin();
		const asked = office.gateways.balance("stick");
		setTimeout(() => stick.unplug(60_000), 30);
		expect(await asked).toMatchObject({ ok: false });
	});
});
