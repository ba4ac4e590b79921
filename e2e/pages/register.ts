import { expect, type Page } from "@playwright/test";
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
			const answer = consent.getByRole("radio", { name: beginning(say(`consent:${person.consent}`)) });
			// What is said of the number comes a moment later and moves what is below: a click that was half done goes beside it, as a person's would.
			await expect(() => answer.check({ timeout: 2_000 })).toPass({ timeout: 10_000 });
		},
		async save() {
			await main.getByRole("button", { name: say("contacts:form.save"), exact: true }).click();
		},
	};
}
