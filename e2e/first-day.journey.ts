import { keyboardOf } from "./fixtures/keyboard.ts";
import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { firstRunPage, nairobi } from "./pages/first-run.ts";
import { practicePhone } from "./pages/practice-phone.ts";
import { rail } from "./pages/rail.ts";

/** Keys beyond the data itself that registering a person with consent may cost. */
const mostExtraKeys = 8;

const people = [
	{ language: "en", name: "Amina Ouédraogo", hello: "Your visit is on Monday.", answer: "Thank you" },
	{ language: "ar", name: "آمنة عبد الرحمن", hello: "موعدك يوم الاثنين.", answer: "شكراً" },
];

for (const { language, name, hello, answer } of people) {
	test.describe(`the first day of an office, in ${language}`, () => {
		test.use({ language });
		test("set up, register by keyboard, text, answer, STOP, START", async ({ desk }) => {
			const { page, say } = desk;
			const to = rail(page, say);
			const phone = practicePhone(page, say);
			const contact = contactPage(page, say);

			await test.step("set up the office", async () => {
				const wizard = firstRunPage(page, say, language);
				await wizard.expectWelcome();
				await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
				await desk.look("welcome");
				await wizard.setUp(nairobi, (step) => desk.look(`set-up-${step}`));
				await expect(to.places).toBeVisible();
				await desk.look("home-empty");
			});

			await test.step("register a person by keyboard", async () => {
				const keys = keyboardOf(page);
				await page.locator("body").press("n");
				await expect.poll(keys.focused).toContain(say("contacts:form.name"));
				await keys.type(name);
				await keys.press("Enter");
				await keys.type("0712 345 678");
				await expect(page.getByRole("main")).toContainText("+254");
				await keys.reach(say("consent:yes"), "Enter");
				await keys.press("Space");
				await desk.look("register");
				await keys.press("Control+Enter");
				await expect(contact.heading).toContainText(name);
				// The first key, which opened the form, counts too.
				const extra = keys.extra + 1;
				test.info().annotations.push({ type: "keys", description: `${extra} beyond ${keys.typed} typed` });
				expect(extra, "keys beyond the data").toBeLessThanOrEqual(mostExtraKeys);
				await desk.look("contact");
			});

			await test.step("text the person and hear back", async () => {
				await contact.write(hello);
				await contact.expectState(hello, "delivered");
				await phone.open();
				await phone.be("254712345678");
				await phone.sees(hello);
				await to.go("home");
				await phone.text(answer);
				await to.expectUnread(1);
				await desk.look("home-unread");
				await to.go("messages");
				await page.getByRole("main").getByText(name).first().click();
				await expect(page.getByRole("main")).toContainText(answer);
				await to.expectUnread(0);
				await desk.look("messages");
			});

			await test.step("STOP is obeyed and said in words", async () => {
				await to.go("contacts");
				await page.getByRole("main").getByText(name).first().click();
				await phone.text("STOP");
				await phone.sees(/START/);
				await contact.expectRefused("PHONE_NUMBER_OPTED_OUT");
				await desk.look("contact-stopped");
			});

			await test.step("START lets texts through again", async () => {
				await phone.text("START");
				await expect(contact.box).toBeEnabled({ timeout: 20_000 });
				await contact.write(`${hello} 2`);
				await phone.sees(`${hello} 2`);
				await contact.expectState(`${hello} 2`, "delivered");
			});
		});
	});
}
