import { expectAllTranslated, expectNothingClipped } from "./fixtures/clipped.ts";
import { expectNoSidewaysScroll, smallWindows } from "./fixtures/layout.ts";
import { expect, test } from "./fixtures/office.ts";
import { takePicture } from "./fixtures/picture.ts";
import { pseudoLocale } from "./fixtures/words.ts";
import { contactPage } from "./pages/contact.ts";
import { firstRunPage, nairobi } from "./pages/first-run.ts";
import { messageLog } from "./pages/message-log.ts";
import { type Place, rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";
import { settingsPage, settingsTabs } from "./pages/settings.ts";

test.use({ language: pseudoLocale });

test("in a language 40 % longer nothing is cut off, and no word comes from elsewhere than locales/", async ({
	desk,
}, info) => {
	test.setTimeout(120_000);
	const { page, say } = desk;
	const main = page.getByRole("main");
	const to = rail(page, say);
	const usual = page.viewportSize();
	const inspect = async (screen: string) => {
		await takePicture(page, info.outputPath(`${screen}.png`));
		await expectAllTranslated(page, screen, data);
		for (const size of [...(usual ? [usual] : []), ...smallWindows]) {
			await page.setViewportSize(size);
			await expectNoSidewaysScroll(page, `${screen} at ${size.width} px`);
			await expectNothingClipped(page, `${screen} at ${size.width} px`);
		}
		if (usual) await page.setViewportSize(usual);
	};

	const wizard = firstRunPage(page, say, pseudoLocale);
	await wizard.expectWelcome();
	await inspect("welcome");
	await wizard.setUp(nairobi, (step) => inspect(`set-up-${step}`));
	await expect(to.places).toBeVisible();
	await inspect("home");
	await to.go("contacts");
	await inspect("contacts-empty");
	await page.locator("body").press("n");
	await inspect("register");
	const form = registerPage(page, say);
	await form.fill({ name: "Amina Odhiambo", phone: "0712 345 678", consent: "yes" });
	await form.save();
	const contact = contactPage(page, say);
	await contact.write("Karibu");
	await contact.expectState("Karibu", "delivered");
	await inspect("contact");
	await to.go("contacts");
	await inspect("contacts");
	await to.go("messages");
	await inspect("inbox");
	await messageLog(page, say).open();
	await inspect("log");
	for (const place of ["gateways", "audit", "settings"] satisfies Place[]) {
		await to.go(place);
		await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
		await inspect(place);
	}
	for (const tab of settingsTabs) {
		await settingsPage(page, say).show(tab);
		await inspect(`settings-${tab}`);
	}
	await to.lock();
	await inspect("locked");
});

/** What is no words of the product: names and texts of this journey, and what the system words. */
const data = [
	nairobi.supervisor,
	nairobi.project,
	"Amina Odhiambo",
	"Karibu",
	"practice",
	"Outpost",
	"English",
	"Français",
	"العربية",
];
