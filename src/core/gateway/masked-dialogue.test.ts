import { afterEach, beforeEach, expect, it } from "vitest";
import { maskedDialogue } from "./masked-dialogue.ts";
import { type RadioOffice, radioOffice, until } from "./testing/radio-office.ts";

let office: RadioOffice;
beforeEach(() => {
	office = radioOffice();
});
afterEach(() => office.end());

it("shows a modem's work without numbers, texts, cards and PINs", async () => {
	office.gateways.add({
		name: "practice",
		kind: "simulator",
		pin: "4711",
		settings: [{ name: "balanceCode", value: "*100#" }],
	});
	expect(office.gateways.maskedDialogue("practice")).toEqual([]);
	office.send("The blue clinic", { to: "254712345678" });
	office.gateways.start();
	await office.gateways.untilIdle();
	office.gateways.practice.text("254787654321", "A secret answer");
	await until(() => office.texts.length === 1);
	await office.gateways.balance("practice");
	const said = office.gateways.maskedDialogue("practice").join("\n");
	expect(said).toContain("AT+CMGS=");
	expect(said).toContain("hex]");
	// Digits of either number as they stand and as a PDU swaps them, the words, the credit, the card.
	for (const secret of [
		"254712345678",
		"5217325476",
		"254787654321",
		"527878563412",
		"clinic",
		"secret",
		"Balance",
		"4711",
	])
		expect(said, secret).not.toContain(secret);
	expect(said).not.toMatch(/\d{10,}/);
	expect(said).not.toMatch(/[0-9A-F]{14,}/);
});

it.each([
	['> AT+CPIN="1234"', "> AT+CPIN=[pin]"],
	["> AT+CPIN=1234", "> AT+CPIN=[pin]"],
	["> AT+CPIN=12345678", "> AT+CPIN=[pin]"],
])("takes the PIN out of %s", (line, masked) => {
	expect(maskedDialogue([line])).toEqual([masked]);
});

it.each([
	'< +CNUM: ,"+254712345678",145',
	"< 639020123456789",
	"< +CCID: 8925402112345678901F",
	'< +CLIP: "0712345678",129',
	'< +CUSD: 0,"Salio lako ni KSH 54.20",15',
])("masks %s", (line) => {
	const [masked = ""] = maskedDialogue([line]);
	expect(masked).not.toMatch(/\d{6,}|KSH/);
	expect(masked.slice(0, 2)).toBe("< ");
});
