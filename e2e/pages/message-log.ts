import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

/** The log of every text, on the page Messages. */
export function messageLog(page: Page, say: Say) {
	const main = page.getByRole("main");
	const details = main.getByRole("complementary", { name: say("messaging:log.details"), exact: true });
	return {
		table: main.getByRole("grid", { name: say("messaging:log.label") }),
		details,
		async open() {
			await main.getByRole("tab", { name: say("messaging:tabs.log"), exact: true }).click();
			await expect(this.table).toBeVisible();
		},
		async only(state: string) {
			await main
				.getByLabel(say("messaging:log.state"), { exact: true })
				.selectOption({ label: say(`messaging:state.${state}`) });
		},
		async openDetails(words: string) {
			await this.table.getByRole("row").filter({ hasText: words }).first().click();
			await expect(details).toContainText(words);
		},
		async closeDetails() {
			await details.getByRole("button", { name: say("messaging:log.closeDetails"), exact: true }).click();
			await expect(details).toBeHidden();
		},
	};
}
