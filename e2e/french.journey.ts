import { expectNothingClipped } from "./fixtures/clipped.ts";
import { expectNoSidewaysScroll, smallWindows } from "./fixtures/layout.ts";
import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { firstRunPage, nairobi } from "./pages/first-run.ts";
import { helpDrawer } from "./pages/help.ts";
import { type Place, rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";

test.use({ language: "fr" });

test("a short tour in French", async ({ desk }) => {
	const { page, say } = desk;
	const to = rail(page, say);
	await firstRunPage(page, say, desk.language).setUp(nairobi);
	await expect(page.locator("html")).toHaveAttribute("lang", "fr");
	await to.go("contacts");
	await page.locator("body").press("n");
	const form = registerPage(page, say);
	await form.fill({ name: "Étienne Mbarga", phone: "0722 000 111", consent: "no" });
	await form.save();
	await expect(page.getByRole("heading", { level: 1 })).toContainText("Étienne");
	await page.locator("body").press("n");
	await form.fill({ name: "Aïcha N’Diaye", phone: "0712 345 678", consent: "yes" });
	await desk.look("register");
	await form.save();
	const contact = contactPage(page, say);
	await expect(contact.heading).toContainText("Aïcha N’Diaye");
	await contact.write("À lundi, l’équipe");
	await contact.expectState("À lundi, l’équipe", "delivered");
	await desk.look("contact");
	for (const place of [
		"home",
		"contacts",
		"workers",
		"messages",
		"surveys",
		"gateways",
		"settings",
		"audit",
	] satisfies Place[]) {
		if (place !== "home") await to.go(place);
		else await to.places.getByRole("link", { name: say("shell:rail.home") }).click();
		await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
		for (const { name, ...size } of smallWindows) {
			await page.setViewportSize(size);
			await expectNoSidewaysScroll(page, `${place} at ${name}`);
			await expectNothingClipped(page, `${place} at ${name}`);
		}
		await page.setViewportSize({ width: 1366, height: 768 });
	}
	const help = helpDrawer(page, say);
	await help.open();
	await desk.look("help");
	await help.close();
});
