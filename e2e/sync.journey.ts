import { isolated } from "../src/renderer/components/isolated.ts";
import { type StandIn, startStandIn } from "../src/testing/hq-stand-in/stand-in.ts";
import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { hqPage } from "./pages/hq.ts";
import { importPage } from "./pages/imports.ts";
import { practicePhone } from "./pages/practice-phone.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";

let hq: StandIn;
test.beforeEach(async () => {
	hq = await startStandIn();
});
test.afterEach(() => hq.close());

const imported = ["Wambui Kariuki", "Otieno Ouma", "Naliaka Wekesa"];
const sheet = {
	name: "people.csv",
	mimeType: "text/csv",
	buffer: Buffer.from(
		["name,contact_phone_number,village", ...imported.map((name, n) => `${name},25473312345${n},Kibera`)].join("\r\n"),
	),
};

for (const language of ["en", "ar"]) {
	test.describe(language, () => {
		test.use({ language });
		test("weeks offline, then HQ holds what the office holds, and what changes there arrives on the open page", async ({
			desk,
		}) => {
			test.setTimeout(300_000);
			const { page, say } = desk;
			await desk.setUp(nairobi);
			const places = rail(page, say);
			const scene = hqPage(page, say);
			await places.go("hq");
			await desk.look(`hq-${language}-off`);

			const port = new URL(hq.url).port;
			// Nothing answers yet: the office works without.
			await hq.close();
			await scene.tab("connection");
			await scene.fill({ url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
			await scene.test();
			await scene.says("why.no-network");
			await desk.look(`hq-${language}-no-network`);
			await scene.save();
			await scene.says("connection.savedGoes");
			await expect(page.getByLabel(say("hq:connection.apiKey"), { exact: true })).toHaveValue("");

			for (const [name, phone] of [
				["Chebet Kiprop", "+254 722 123 456"],
				["Akinyi Odhiambo", "+254 722 123 457"],
			] as const) {
				await page.locator("body").press("n");
				const form = registerPage(page, say);
				await form.fill({ name, phone, consent: "yes" });
				await form.save();
				await expect(contactPage(page, say).heading).toContainText(name);
			}
			const imports = importPage(page, say);
			await imports.open();
			await imports.choose(sheet);
			await imports.expectStep("file");
			await imports.button("next").click();
			await imports.expectStep("type");
			await imports.main.getByRole("combobox", { name: say("imports:type.type") }).click();
			await page.keyboard.type("person");
			await imports.button("nextStep").click();
			await imports.expectStep("columns");
			await imports.button("check.go").click();
			await imports.expectRows("new", imported.length);
			await imports.button("confirm.go").click();
			await expect(imports.main).toContainText(say("imports:outcome.cases", { created: imported.length, updated: 0 }), {
				timeout: 30_000,
			});
			const phone = practicePhone(page, say);
			await phone.open();
			await phone.be("254722123457");
			await phone.text("STOP");
			await places.go("hq");
			await scene.tab("waiting");
			await expect(scene.main.getByRole("row").filter({ hasText: "Chebet Kiprop" })).toBeVisible();
			await desk.look(`hq-${language}-waiting`);

			hq = await startStandIn({ port: Number(port) });
			await scene.tryNow();
			await scene.says("waiting.none");
			await scene.tab("state");
			await scene.says("allThere");
			await desk.look(`hq-${language}-state`);
			const held = (name: string) => [...hq.held.cases.values()].find((one) => one.case_name === name);
			await expect.poll(() => held("Akinyi Odhiambo")?.properties.outpost_opted_out, { timeout: 20_000 }).toBe("1");
			expect([...hq.held.cases.values()].map((one) => one.case_name).sort()).toEqual([
				"Akinyi Odhiambo",
				"Chebet Kiprop",
				...[...imported].sort(),
			]);
			for (const [n, name] of imported.entries())
				expect(held(name)).toMatchObject({
					case_type: "person",
					closed: false,
					properties: { contact_phone_number: `25473312345${n}`, village: "Kibera", outpost_opted_out: "0" },
				});
			expect(hq.held.edits + hq.held.duplicates).toBe(0);
			expect(held("Akinyi Odhiambo")?.properties.contact_phone_number).toBe("254722123457");
			expect(held("Chebet Kiprop")?.properties).toMatchObject({ outpost_consent: "given", outpost_opted_out: "0" });

			const id = held("Chebet Kiprop")?.case_id ?? "";
			await places.go("contacts");
			await scene.main.getByText("Chebet Kiprop").click();
			const contact = contactPage(page, say);
			await expect(contact.heading).toContainText("Chebet Kiprop");
			hq.held.change(id, { case_name: "Chebet Kiprop Langat" });
			const other = await desk.secondWindow();
			await rail(other, say).go("hq");
			await hqPage(other, say).tryNow();
			await expect(contact.heading).toContainText("Chebet Kiprop Langat", { timeout: 20_000 });

			hq.manners.inPlaceOf = (_request, response) => {
				response.writeHead(200, { "Content-Type": "text/html" }).end("<!DOCTYPE html><title>Hotel</title>");
				return true;
			};
			await scene.main.getByRole("button", { name: say("contacts:case.edit"), exact: true }).click();
			await scene.main.getByLabel(say("contacts:form.name")).fill("Chebet K. Langat");
			await scene.main.getByRole("button", { name: say("contacts:case.save"), exact: true }).click();
			await expect(contact.heading).toContainText("Chebet K. Langat");
			await places.go("hq");
			await scene.tryNow();
			await scene.says("why.other-page");
			await desk.look(`hq-${language}-other-page`);
			hq.held.change(id, { case_name: "Chebet Langat" });
			hq.manners.inPlaceOf = null;
			await scene.tryNow();
			await scene.tab("conflicts");
			await scene.main.getByRole("radio", { name: /Chebet Langat/ }).check({ timeout: 20_000 });
			await desk.look(`hq-${language}-conflict`);
			// Changed there once more before anybody has settled it: what was chosen is chosen no more.
			hq.held.change(id, { case_name: "Chebet Kiplagat" });
			await hqPage(other, say).tryNow();
			const there = scene.main.getByRole("radio", { name: /Chebet Kiplagat/ });
			await expect(there).toBeVisible({ timeout: 20_000 });
			await expect(there).not.toBeChecked();
			hq.held.change(id, { case_name: "Chebet Langat" });
			await hqPage(other, say).tryNow();
			await scene.main.getByRole("radio", { name: /Chebet Langat/ }).check({ timeout: 20_000 });
			await scene.main
				.getByRole("button", { name: say("hq:conflict.settleOf", { name: isolated("Chebet K. Langat") }) })
				.click();
			await scene.says("conflict.none");
			await scene.tab("history");
			await desk.look(`hq-${language}-history`);

			// As another office tells it, which has the same people.
			hq.held.change(id, { properties: { outpost_opted_out: "1" } });
			await scene.tryNow();
			await scene.tab("state");
			const stopHere = say("hq:stops.stopOf", { name: isolated("Chebet Langat") });
			await expect(scene.main.getByRole("button", { name: stopHere })).toBeVisible({ timeout: 20_000 });
			await desk.look(`hq-${language}-stop-there`);
			await places.go("contacts");
			await scene.main.getByText("Chebet Langat").click();
			await expect(scene.main).toContainText(say("hq:stops.banner"));
			await desk.look(`contact-${language}-stop-there`);
			await scene.main.getByRole("button", { name: stopHere }).click();
			await expect(scene.main).not.toContainText(say("hq:stops.banner"));
			await contact.expectRefused("PHONE_NUMBER_OPTED_OUT");
		});
	});
}
