import { heldAnswer } from "./fixtures/held-answer.ts";
import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { firstRunPage } from "./pages/first-run.ts";
import { hqPage } from "./pages/hq.ts";
import { practiceHq, practicePhone } from "./pages/practice-phone.ts";
import { rail } from "./pages/rail.ts";
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

test("the list of numbers comes when one is about to be typed: it does not get in between", async ({ desk }) => {
	const { page, say } = desk;
	const wizard = firstRunPage(page, say, desk.language);
	await wizard.practice();
	const phone = practicePhone(page, say);
	await phone.open();
	await phone.be("254722123456");
	await phone.text("Habari");
	await phone.sees("Habari");

	const list = await heldAnswer(page, /"digits":"254722123456","lastAt"/);
	await page.reload();
	await phone.open();
	const number = phone.phone.getByLabel(say("shell:practice.number"));
	await number.focus();
	await list.letGo();
	await expect(page.getByRole("option", { name: "254722123456" })).toBeVisible();
	await page.keyboard.type("254733111222");
	await expect(number).toHaveValue("254733111222");
	await expect(phone.phone.getByRole("log")).toContainText(say("shell:practice.empty"));
});

for (const language of ["en", "ar"]) {
	test.describe(language, () => {
		test.use({ language });
		test("practice with head office: no line, a sign-in page, then the work arrives, and what is changed there comes back", async ({
			desk,
		}) => {
			test.setTimeout(120_000);
			const { page, say } = desk;
			await page.setViewportSize({ width: 1366, height: 768 });
			const wizard = firstRunPage(page, say, language);
			await wizard.expectWelcome();
			await wizard.practice();
			const hq = practiceHq(page, say);
			const scene = hqPage(page, say);
			const places = rail(page, say);
			await hq.open();
			await hq.answerAs("away");
			await page.getByRole("link", { name: say("shell:home.register"), exact: true }).click();
			const form = registerPage(page, say);
			await form.fill({ name: "Chebet Kiprop", phone: "+254 722 123 456", consent: "yes" });
			await form.save();
			const contact = contactPage(page, say);
			await expect(contact.heading).toContainText("Chebet Kiprop");
			await places.go("hq");
			await scene.tryNow();
			await scene.says("why.no-network");
			await desk.look(`practice-hq-${language}-away`);
			await hq.answerAs("sign-in-page");
			await scene.tryNow();
			await scene.says("why.other-page");
			await hq.answerAs("well");
			await scene.tryNow();
			await scene.says("allThere");
			await hq.openCase("Chebet Kiprop");
			await hq.rename("Chebet Langat");
			await desk.look(`practice-hq-${language}-case`);
			await scene.tryNow();
			await places.go("contacts");
			await expect(page.getByRole("main").getByText("Chebet Langat")).toBeVisible({ timeout: 20_000 });
			await desk.look(`practice-hq-${language}-changed`);
		});
	});
}
