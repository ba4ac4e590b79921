import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

export interface Asked {
	kind: "text" | "number" | "consent";
	/** Left out for the consent question, whose words are the statement. */
	text?: string;
	property?: string;
}

/** Surveys: making one, and looking at who is in it. */
export function surveyPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const question = (number: number) =>
		main.getByRole("group", { name: say("surveys:question.legend", { number }), exact: true });
	return {
		main,
		/** From the list of surveys, opened already. `seen` is called with the form filled in. */
		async make(name: string, questions: Asked[], seen: () => Promise<void> = async () => {}) {
			await main.getByRole("link", { name: say("surveys:make") }).click();
			await main.getByLabel(say("surveys:form.name")).fill(name);
			for (const [at, asked] of questions.entries()) {
				if (at > 0) await main.getByRole("button", { name: say("surveys:question.add") }).click();
				const fields = question(at + 1);
				if (asked.kind !== "text") {
					await fields.getByRole("combobox", { name: say("surveys:question.kind") }).click();
					await page.getByRole("option", { name: say(`surveys:kind.${asked.kind}`), exact: true }).click();
				}
				if (asked.text === undefined) continue;
				const words = fields.getByLabel(say("surveys:question.text"), { exact: true });
				await words.fill(asked.text);
				// Leaving it suggests a property, which is then typed over.
				await words.press("Tab");
				const property = fields.getByRole("combobox", { name: say("surveys:question.property") });
				await property.fill(asked.property ?? "");
				await expect(property).toHaveValue(asked.property ?? "");
				await property.press("Escape");
			}
			await seen();
			await main.getByRole("button", { name: say("surveys:form.save") }).click();
			await expect(main.getByRole("heading", { level: 1, name })).toBeVisible();
		},
		async show(tab: "questions" | "people" | "answers") {
			await main.getByRole("tab", { name: say(`surveys:tab.${tab}`), exact: true }).click();
		},
	};
}
