import { keyboardOf } from "./fixtures/keyboard.ts";
import { expect, test } from "./fixtures/office.ts";
import { type PluggedModem, plugModem } from "./fixtures/plugged-modem.ts";
import { beginning } from "./fixtures/words.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { addModemPage, gatewaysPage } from "./pages/gateways.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";

const pin = "4821";
const own = "254711000111";
const ownPhone = "254733111222";
const person = { name: "Amina Odhiambo", phone: "0712 345 678", consent: "yes" } as const;
const hello = "Karibu";
const answer = "Asante sana";

for (const { language, colorScheme } of [
	{ language: "en", colorScheme: "light" },
	{ language: "ar", colorScheme: "dark" },
] as const) {
	test.describe(`a modem, in ${language} and ${colorScheme}`, () => {
		test.use({ language, colorScheme });
		test("add it, test it, send, receive, lose the port and get it back", async ({ desk }) => {
			const { page, say } = desk;
			const to = rail(page, say);
			const gateways = gatewaysPage(page, say);
			const add = addModemPage(page, say);
			const modem = await plugModem([
				...["--pin", pin, "--number", own, "--operator", "Safaricom", "--maker", "Huawei", "--model", "E3531"],
				...["--ussd", "*144#=Balance: 240.50 KES", "--report-delay", "400", "--imei", "861311004567892"],
				...["--fault", JSON.stringify({ at: "accepted", skip: 3, times: 1, does: "close", ms: 1500 })],
			]);
			try {
				await desk.setUp(nairobi);
				await addIt(modem);
				await writeThroughIt(modem);
				await loseIt(modem);
			} finally {
				await modem.end();
			}

			// By keyboard alone, from where each step puts the focus.
			async function addIt({ port, accepted }: PluggedModem) {
				const keys = keyboardOf(page);
				await test.step("find the modem", async () => {
					await to.go("gateways");
					await expect(gateways.card("practice")).toContainText(say("gateway:state.practice"));
					await desk.look("gateways");
					await add.open();
					await add.expectStep("find");
					await add.lookAt(`${port}-of-nobody`);
					await expect(add.main).toContainText(say("gateway:find.none"));
					await desk.look("find-nothing");
					await add.path.fill(port);
					await add.path.press("Enter");
					await expect(add.main).toContainText("E3531");
					await expect(add.main).toContainText(say("gateway:find.sim.pin"));
					await desk.look("find");
					await keys.reach(say("gateway:add.next"));
					await keys.press("Enter");
				});
				await test.step("the SIM's PIN", async () => {
					await add.expectStep("pin");
					await desk.look("pin");
					await keys.reach(beginning(say("gateway:pin.label")));
					await keys.type(pin);
					await keys.press("Enter");
				});
				await test.step("name and numbers; going back keeps what was typed", async () => {
					await add.expectStep("serve");
					await add.name.fill("airtel");
					await add.press("gateway:add.back");
					await add.expectStep("pin");
					await expect(add.pin).toHaveValue(pin);
					await add.pin.press("Enter");
					await add.expectStep("serve");
					await expect(add.name).toHaveValue("airtel");
					await expect(add.main.getByRole("radio", { name: say("gateway:serve.others") })).toBeChecked();
					await desk.look("serve");
					await keys.reach(say("gateway:serve.go"));
					await keys.press("Enter");
				});
				await test.step("a test text to one's own phone", async () => {
					await add.expectStep("test");
					await gateways.expectState("ready");
					await keys.reach(say("phone-numbers:field.label"));
					await keys.type(`+${ownPhone}`);
					await keys.press("Enter");
					await add.expectTested("delivered");
					expect(await accepted(1)).toMatchObject([{ to: ownPhone }]);
					await desk.look("test");
					await keys.reach(say("gateway:test.done"));
					await keys.press("Enter");
				});
				await test.step("its page", async () => {
					await expect(gateways.main.getByRole("heading", { level: 1 })).toHaveText("airtel");
					await expect(gateways.main).toContainText("Safaricom");
					await expect(gateways.main).toContainText("861311004567892");
					await askTheCredit();
					await gateways.main.getByRole("button", { name: say("gateway:dialogue.show"), exact: true }).click();
					await expect(gateways.main).toContainText("AT+CMGF=0");
					await expect(gateways.main).not.toContainText(pin);
					await gateways.main.getByRole("tab", { name: say("gateway:signal.table"), exact: true }).click();
					await expect(gateways.main.getByRole("row").filter({ hasText: "23" })).toBeVisible();
					await desk.look("gateway");
				});
			}

			async function askTheCredit() {
				await gateways.main.getByLabel(say("gateway:setup.balanceCode"), { exact: true }).fill("*144#");
				await gateways.main.getByRole("button", { name: say("gateway:save"), exact: true }).click();
				await gateways.main.getByRole("button", { name: say("gateway:page.ask"), exact: true }).click();
				await expect(gateways.main).toContainText("240.50 KES", { timeout: 20_000 });
			}

			async function writeThroughIt({ accepted, receives }: PluggedModem) {
				const contact = contactPage(page, say);
				await test.step("which numbers go where", async () => {
					await gateways.openChoice();
					const digits = gateways.main.getByLabel(say("phone-numbers:field.label"), { exact: true });
					await digits.fill(person.phone);
					await gateways.main.getByRole("button", { name: say("gateway:choice.try.go"), exact: true }).click();
					await expect(gateways.main).toContainText("airtel");
					await desk.look("choice");
				});
				await test.step("send", async () => {
					await to.go("contacts");
					await page.locator("body").press("n");
					const form = registerPage(page, say);
					await form.fill(person);
					await form.save();
					await contact.write(hello);
					await contact.expectState(hello, "delivered");
					expect((await accepted(2))[1]).toMatchObject({ to: "254712345678", text: hello, copies: 1 });
				});
				await test.step("receive", async () => {
					receives({ from: "254712345678", text: answer });
					await expect(contact.talk).toContainText(answer, { timeout: 20_000 });
					await desk.look("conversation");
				});
			}

			async function loseIt({ accepted, unplug }: PluggedModem) {
				const contact = contactPage(page, say);
				const line = page.getByRole("region", { name: say("shell:status.label") });
				await test.step("the port goes: seen at once, and what is written waits", async () => {
					unplug(6000);
					await expect(line).toContainText(say("gateway:state.absent"), { timeout: 5000 });
					await contact.write(`${hello} 2`);
					await contact.expectState(`${hello} 2`, "queued");
					await to.go("gateways");
					await gateways.openOne("airtel");
					await gateways.expectState("absent");
					await expect(gateways.main.getByRole("region", { name: say("gateway:queue.title") })).toContainText(
						"+254 712",
					);
					await desk.look("gateway-lost");
				});
				await test.step("the port comes back: the text leaves by itself, once", async () => {
					await gateways.expectState("ready");
					await expect(gateways.main).toContainText(say("gateway:queue.empty"), { timeout: 20_000 });
					const taken = await accepted(3);
					expect(taken.map(({ text }) => text).slice(1)).toEqual([hello, `${hello} 2`]);
					expect(taken.every(({ copies }) => copies === 1)).toBe(true);
				});
				await test.step("a text whose answer never came waits for a person, and is not sent twice", async () => {
					await to.go("contacts");
					await page.getByRole("main").getByText(person.name).first().click();
					await contact.write(`${hello} 3`);
					await contact.expectState(`${hello} 3`, "unknown");
					await to.go("messages");
					await page.getByRole("tab", { name: say("messaging:tabs.unclear") }).click();
					await desk.look("messages-unclear");
					const wasSent = page.getByRole("button", { name: say("messaging:conversation.wasSent"), exact: true });
					await wasSent.click();
					await expect(page.getByRole("main")).toContainText(say("messaging:unclear.empty"));
					await page.getByRole("tab", { name: say("messaging:tabs.held") }).click();
					await expect(page.getByRole("main")).toContainText(say("messaging:held.empty"));
					await desk.look("messages-held");
					const taken = await accepted(4);
					expect(taken.filter(({ text }) => text === `${hello} 3`)).toMatchObject([{ copies: 1 }]);
				});
			}
		});
	});
}
