import type { Page } from "@playwright/test";
import { beginning, type Say } from "../fixtures/words.ts";

export interface NewPerson {
	name: string;
	phone: string;
	consent: "yes" | "no" | "later";
}

/** The registration form, filled in with the mouse. */
export function registerPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const consent = main.getByRole("group", { name: say("consent:title") });
	return {
		main,
		name: main.getByLabel(say("contacts:form.name"), { exact: false }).first(),
		phone: main.getByLabel(say("phone-numbers:field.label")).first(),
		consent,
		async fill(person: NewPerson) {
			await this.name.fill(person.name);
			await this.phone.fill(person.phone);
			// What is said of the number comes a moment later, and must not move the answer away from under the click.
			await consent.getByRole("radio", { name: beginning(say(`consent:${person.consent}`)) }).check();
		},
		async save() {
			await main.getByRole("button", { name: say("contacts:form.save"), exact: true }).click();
		},
	};
}
