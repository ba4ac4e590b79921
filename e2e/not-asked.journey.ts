import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";

const people = [
	{ language: "fr", name: "Aïcha N’Diaye" },
	{ language: "ar", name: "فاطمة الزهراء" },
];

for (const { language, name } of people) {
	test.describe(`somebody nobody has asked yet, in ${language}`, () => {
		test.use({ language });
		test("is registered, is not texted, and is asked later", async ({ desk }) => {
			const { page, say } = desk;
			const form = registerPage(page, say);
			const contact = contactPage(page, say);
			await desk.setUp(nairobi);
			await rail(page, say).go("contacts");
			await page.locator("body").press("n");
			await form.fill({ name, phone: "0712 345 678", consent: "later" });
			await form.consent.getByText(say("consent:laterMeans")).scrollIntoViewIfNeeded();
			await desk.look("register-not-asked");
			// Nobody was asked, so there is no way they answered in.
			await expect(form.consent.getByRole("radio")).toHaveCount(3);
			await form.save();
			await expect(contact.heading).toContainText(name);
			await contact.expectRefused("NO_OPT_IN_CONSENT");
			await desk.look("contact-not-asked");
			await contact.recordConsent("yes");
			await expect(contact.box).toBeEnabled();
		});
	});
}
