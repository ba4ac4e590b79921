import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { firstRunPage } from "./pages/first-run.ts";
import { practicePhone } from "./pages/practice-phone.ts";
import { registerPage } from "./pages/register.ts";

test("practice: in at once, a conversation with nobody, and out again", async ({ desk }) => {
	const { page, say } = desk;
	const wizard = firstRunPage(page, say, desk.language);
	await wizard.expectWelcome();
	await wizard.practice();
	await expect(page.getByRole("complementary", { name: say("shell:practice.label"), exact: true })).toBeVisible();
	await desk.look("practice-home");

	await page.locator("body").press("n");
	const form = registerPage(page, say);
	await form.fill({ name: "Chebet Kiprop", phone: "+254 722 123 456", consent: "yes" });
	await form.save();
	const contact = contactPage(page, say);
	await expect(contact.heading).toContainText("Chebet Kiprop");
	await contact.write("Karibu");
	const phone = practicePhone(page, say);
	await phone.open();
	await phone.be("254722123456");
	await phone.sees("Karibu");
	await phone.text("Asante");
	await expect(contact.talk).toContainText("Asante", { timeout: 20_000 });
	await desk.look("practice-contact");

	await page.getByRole("button", { name: say("shell:practice.leave") }).click();
	await wizard.expectWelcome();
});
