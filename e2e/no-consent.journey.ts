import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { messageLog } from "./pages/message-log.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";

const [early, late] = ["Njoo Jumatatu", "Asante, tutaonana"];

test("without consent a text is refused in words, with the way out, and goes after it", async ({ desk }) => {
	const { page, say } = desk;
	const main = page.getByRole("main");
	const to = rail(page, say);
	const contact = contactPage(page, say);
	const gateways = async (button: "pause" | "resume", after: "paused" | "ready") => {
		await to.go("gateways");
		await main.getByRole("button", { name: say(`gateway:${button}`) }).click();
		await expect(main).toContainText(say(`gateway:state.${after}`));
	};
	const openContact = async () => {
		await to.go("contacts");
		await main.getByText("Amina Odhiambo").first().click();
		await expect(contact.heading).toContainText("Amina");
	};
	await desk.setUp(nairobi);

	await test.step("a no closes the box and says how it opens", async () => {
		await to.go("contacts");
		await page.locator("body").press("n");
		await registerPage(page, say).fill({ name: "Amina Odhiambo", phone: "0712 345 678", consent: "no" });
		await registerPage(page, say).save();
		await contact.expectSaidNo("declined");
		await desk.look("no-consent");
		await contact.recordConsent("yes", () => desk.look("record-consent"));
		await expect(contact.box).toBeEnabled();
	});

	await test.step("a consent taken back stops what still waits", async () => {
		await gateways("pause", "paused");
		await desk.look("gateway-paused");
		await openContact();
		await contact.write(early);
		await contact.expectState(early, "queued");
		await contact.withdrawConsent();
		await contact.expectSaidNo("withdrawn");
		await gateways("resume", "ready");
		await openContact();
		await contact.expectState(early, "failed");
		await expect(contact.talk).toContainText(say("problems:NO_OPT_IN_CONSENT"));
		await desk.look("refused-text");
		await to.go("messages");
		const log = messageLog(page, say);
		await log.open();
		await log.only("failed");
		await log.openDetails(early);
		await expect(log.details).toContainText(say("problems:NO_OPT_IN_CONSENT"));
	});

	await test.step("after a new yes it goes", async () => {
		await openContact();
		await contact.recordConsent("yes");
		await contact.write(late);
		await contact.expectState(late, "delivered");
	});
});
