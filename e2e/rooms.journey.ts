import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { addModemPage, gatewaysPage } from "./pages/gateways.ts";
import { helpDrawer } from "./pages/help.ts";
import { messageLog } from "./pages/message-log.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";
import { settingsPage, settingsTabs } from "./pages/settings.ts";

const hello = "Karibu";

const looks = [
	{ language: "en", colorScheme: "light" },
	{ language: "ar", colorScheme: "dark" },
] as const;

for (const { language, colorScheme } of looks) {
	test.describe(`the rooms behind the daily work, in ${language} and ${colorScheme}`, () => {
		test.use({ language, colorScheme });
		test("message log, gateways, settings, audit and help", async ({ desk }) => {
			const { page, say } = desk;
			const main = page.getByRole("main");
			const to = rail(page, say);
			await desk.setUp(nairobi);

			await test.step("the log of every text", async () => {
				await to.places.waitFor();
				await page.locator("body").press("n");
				const form = registerPage(page, say);
				await form.fill({ name: "Amina Odhiambo", phone: "0712 345 678", consent: "yes" });
				await form.save();
				const contact = contactPage(page, say);
				await contact.write(hello);
				await contact.expectState(hello, "delivered");
				await to.go("messages");
				const log = messageLog(page, say);
				await log.open();
				await desk.look("log");
				await log.openDetails(hello);
				await desk.look("log-details");
				await log.closeDetails();
				await log.only("failed");
				await expect(main).toContainText(say("messaging:log.emptyFilter"));
				await desk.look("log-empty");
			});

			await test.step("gateways", async () => {
				const gateways = gatewaysPage(page, say);
				const add = addModemPage(page, say);
				await to.go("gateways");
				// What is for practice never looks ready for the real thing.
				await expect(gateways.card("practice")).toContainText(say("gateway:state.practice"));
				await desk.look("gateways");
				await gateways.openOne("practice");
				await expect(main).toContainText(say("gateway:queue.empty"));
				await desk.look("gateway-practice");
				await gateways.openChoice();
				await main
					.getByRole("button", { name: say("gateway:choice.add"), exact: true })
					.first()
					.click();
				await desk.look("gateway-choice");
				await gateways.back();
				await add.open();
				await add.expectStep("find");
				await expect(main).toContainText(say("gateway:find.none"), { timeout: 20_000 });
				await desk.look("gateway-add");
				await add.press("gateway:add.leave");
			});

			await test.step("settings", async () => {
				await to.go("settings");
				const settings = settingsPage(page, say);
				for (const tab of settingsTabs) {
					await settings.show(tab);
					await desk.look(`settings-${tab}`);
				}
				await settings.show("staff");
				await settings.addPerson.click();
				await expect(settings.dialog.getByLabel(say("staff:supervisor.name"))).toBeVisible();
				await desk.look("settings-add-person");
				await settings.leaveDialog("staff:close");
				await settings.show("projects");
				await settings.addProject.click();
				await expect(settings.dialog.getByLabel(say("staff:project.name"))).toBeVisible();
				await desk.look("settings-add-project");
				await settings.leaveDialog("settings:close");
			});

			await test.step("the audit, and its check", async () => {
				await to.go("audit");
				await expect(main.getByRole("row").filter({ hasText: say("audit:action.case.registered") })).toBeVisible();
				await desk.look("audit");
				await main.getByRole("button", { name: say("audit:verify.go") }).click();
				const verdict = page.getByRole("dialog", { name: say("audit:verify.title") });
				await expect(verdict).toContainText(/\d/);
				const count = Number(/\d+/.exec(await verdict.innerText())?.[0]);
				await expect(verdict).toContainText(say("audit:verify.intact", { count }));
				await desk.look("audit-checked");
				await verdict.getByRole("button", { name: say("audit:verify.close") }).click();
			});

			await test.step("help", async () => {
				const help = helpDrawer(page, say);
				await help.open();
				await expect(help.drawer).toContainText(say("help:keys.title"));
				await desk.look("help");
				await help.turnTo("consent");
				await desk.look("help-consent");
				await help.close();
			});
		});
	});
}
