import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

export interface Office {
	project: string;
	/** ISO code. */
	country: string;
	supervisor: string;
	pin: string;
}

export const nairobi: Office = { project: "uzima", country: "KE", supervisor: "Wanjiku Kamau", pin: "blue-lorry-7" };

/** The wizard before there is an office. `seen` is called on every step. */
export function firstRunPage(page: Page, say: Say, language: string) {
	const next = () => page.getByRole("button", { name: say("staff:step.next") }).click();
	const step = (name: string) =>
		expect(page.getByRole("heading", { level: 1, name: say(`staff:step.${name}.title`) })).toBeVisible();
	return {
		async expectWelcome() {
			await expect(page.getByRole("heading", { level: 1, name: say("staff:welcome.title") })).toBeVisible();
		},
		async practice() {
			await page.getByRole("button", { name: say("staff:welcome.practiceGo") }).click();
		},
		/** Sets up the office with a practice gateway; gives the recovery code. */
		async setUp(office: Office, seen: (step: string) => Promise<void> = async () => {}): Promise<string> {
			await page.getByRole("button", { name: say("staff:welcome.officeGo") }).click();
			await step("language");
			await seen("language");
			await next();
			await step("project");
			await page.getByLabel(say("staff:project.name")).fill(office.project);
			const country = new Intl.DisplayNames([language], { type: "region" }).of(office.country) ?? office.country;
			const countries = page.getByRole("combobox", { name: say("staff:project.country") });
			// The country guessed may be the same one already: typing it again opens no list.
			await countries.click();
			await countries.fill(country);
			await page.getByRole("option", { name: country, exact: true }).click();
			// The list goes a moment after the click.
			await expect(page.getByRole("option")).toHaveCount(0);
			await seen("project");
			await next();
			await step("consent");
			await seen("consent");
			await next();
			await step("supervisor");
			await page.getByLabel(say("staff:supervisor.name")).fill(office.supervisor);
			await page.getByLabel(say("staff:pin.label"), { exact: true }).fill(office.pin);
			await page.getByLabel(say("staff:pin.again"), { exact: true }).fill(office.pin);
			await seen("supervisor");
			await next();
			await step("gateway");
			await seen("gateway");
			await page.getByRole("button", { name: say("staff:step.create") }).click();
			await step("recovery");
			await seen("recovery");
			const code = (await page.locator("bdi[dir=ltr]").first().innerText()).trim();
			expect(code.replace(/[^0-9A-Z]/gi, "").length, "letters of the recovery code").toBeGreaterThanOrEqual(20);
			await page.getByLabel(say("staff:recovery.kept")).check();
			await page.getByRole("button", { name: say("staff:recovery.done") }).click();
			return code;
		},
	};
}
