import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { practicePhone } from "./pages/practice-phone.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";
import { settingsPage } from "./pages/settings.ts";
import { surveyPage } from "./pages/survey.ts";
import { workerPage } from "./pages/worker.ts";

const tongues = [
	{ language: "en", age: "How old are you?", village: "Which village do you live in?", name: "Akinyi Odhiambo" },
	{ language: "ar", age: "كم عمرك؟", village: "في أي قرية تسكن؟", name: "فاطمة الزهراء" },
];

for (const { language, age, village, name } of tongues) {
	test.describe(`workers and what people do by SMS, in ${language}`, () => {
		test.use({ language });
		test("verify a worker, Already In Use, join, a consent survey, STOP in the middle of one", async ({ desk }) => {
			test.slow();
			const { page, say } = desk;
			const to = rail(page, say);
			const phone = practicePhone(page, say);
			const worker = workerPage(page, say);
			const survey = surveyPage(page, say);
			const settings = settingsPage(page, say);
			await desk.setUp(nairobi);

			await test.step("a worker answers 123 and the open page says so by itself", async () => {
				await to.go("workers");
				await desk.look("workers-empty");
				await worker.add({ username: "amina", phone: "0722 000 001" });
				await worker.expectStatus("unverified");
				await worker.verify();
				await worker.expectStatus("pending");
				await phone.open();
				await phone.be("254722000001");
				await phone.sees(/123/);
				await worker.numbers.getByText(say("workers:trouble.open")).click();
				await desk.look("worker-pending");
				await phone.text("123");
				await worker.expectStatus("verified");
			});

			await test.step("Already In Use says who has the number, and is resolved there", async () => {
				await to.go("workers");
				await worker.add({ username: "baraka", phone: "0722 000 001" });
				await worker.expectStatus("duplicate");
				await expect(worker.numbers.getByRole("button", { name: say("workers:numbers.verify") })).toHaveCount(0);
				await desk.look("worker-already-in-use");
				await worker.numbers.getByRole("link", { name: /amina/ }).click();
				await expect(worker.heading).toContainText("amina");
				await worker.deleteNumber();
				await to.go("workers");
				await desk.look("workers");
				await page.getByRole("main").getByText("baraka").first().click();
				await worker.expectStatus("unverified");
				await expect(worker.numbers.getByRole("button", { name: say("workers:numbers.verify") })).toBeVisible();
			});

			await test.step("surveys are made, and registering by SMS is turned on", async () => {
				await to.go("surveys");
				await desk.look("surveys-empty");
				await survey.make("visit", [{ kind: "number", text: age, property: "age" }], () => desk.look("survey-form"));
				await to.go("surveys");
				await survey.make("consent", [{ kind: "consent" }, { kind: "text", text: village, property: "village" }]);
				await desk.look("survey");
				await to.go("settings");
				await settings.show("bySms");
				await settings.main.getByRole("switch", { name: say("by-sms:registering.case") }).check();
				for (const [field, value] of [
					["type", "mother"],
					["owner", "amina"],
					["submitter", "amina"],
				]) {
					const box = settings.main.getByRole("combobox", { name: say(`by-sms:registering.${field}`), exact: true });
					await box.fill(value ?? "");
					await box.press("Escape");
				}
				await settings.main.getByRole("combobox", { name: say("by-sms:registering.survey") }).click();
				await page.getByRole("option", { name: "consent" }).click();
				await settings.main.getByRole("switch", { name: say("by-sms:registering.worker") }).check();
				await desk.look("settings-by-sms");
				const form = settings.main.getByRole("region", { name: say("by-sms:registering.title"), exact: true });
				await form.getByRole("button", { name: say("by-sms:save"), exact: true }).click();
				await expect(form.getByRole("status")).toHaveText(say("by-sms:saved"));
			});

			await test.step("join registers a case, whose welcome asks for consent and saves the next answer", async () => {
				await phone.be("254722000002");
				await phone.text("join uzima");
				await phone.sees(/STOP/);
				await phone.text("1");
				await phone.sees(village);
				await phone.text("Kisumu Ndogo");
				await to.go("contacts");
				await page.getByRole("main").getByText("+254 722 000002").first().click();
				await expect(page.getByRole("main")).toContainText("Kisumu Ndogo", { timeout: 20_000 });
				await expect(page.getByRole("main")).toContainText(say("surveys:session.finished"));
				await expect(page.getByRole("main").locator("header").first()).toContainText(say("consent:state.given"));
				await desk.look("contact-joined");
			});

			await test.step("join … worker registers a worker, two-way at once", async () => {
				await phone.be("254722000003");
				await phone.text("join uzima worker otieno");
				await to.go("workers");
				await page.getByRole("main").getByText("otieno").first().click({ timeout: 20_000 });
				await worker.expectStatus("verified");
			});

			await test.step("a contact is asked by hand", async () => {
				await to.go("contacts");
				await page.locator("body").press("n");
				const form = registerPage(page, say);
				await form.fill({ name, phone: "0722 000 004", consent: "yes" });
				await form.save();
				const contact = contactPage(page, say);
				await expect(contact.heading).toContainText(name);
				const surveys = page.getByRole("main").getByRole("region", { name: say("surveys:case.title"), exact: true });
				await surveys.getByRole("combobox").click();
				await page.getByRole("option", { name: "visit" }).click();
				await surveys.getByRole("button", { name: say("surveys:case.start") }).click();
				await phone.be("254722000004");
				await phone.sees(age);
				await phone.text("٣١");
				await expect(page.getByRole("main")).toContainText("31", { timeout: 20_000 });
				await desk.look("contact-surveyed");
			});

			await test.step("STOP in the middle of a survey ends it", async () => {
				await phone.be("254722000005");
				await phone.text("JOIN uzima");
				await phone.sees(/STOP/);
				await phone.text("STOP");
				await phone.sees(/START/);
				await to.go("surveys");
				await page.getByRole("main").getByRole("link", { name: "consent" }).click();
				await survey.show("people");
				await expect(survey.main.getByRole("row").filter({ hasText: "000005" })).toContainText(
					say("surveys:session.opted-out"),
				);
				await desk.look("survey-people");
				await survey.show("answers");
				await expect(survey.main).toContainText("Kisumu Ndogo");
				await desk.look("survey-answers");
			});

			await test.step("what registered nobody waits for staff", async () => {
				await phone.be("254722000006");
				await phone.text("join nowhere");
				await to.go("messages");
				await page
					.getByRole("main")
					.getByRole("tab", { name: say("messaging:tabs.asked"), exact: true })
					.click();
				await expect(page.getByRole("main")).toContainText(say("by-sms:unregistered.reason.unknown-project"), {
					timeout: 20_000,
				});
				await desk.look("asked-by-sms");
			});
		});
	});
}
