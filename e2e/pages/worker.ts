import { expect, type Locator, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

export type NumberStatus = "unverified" | "pending" | "verified" | "duplicate";

/** One mobile worker: the numbers, each with its state and what can be done. */
export function workerPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const numbers: Locator = main.getByRole("region", { name: say("workers:numbers.title"), exact: true });
	return {
		heading: main.getByRole("heading", { level: 1 }),
		numbers,
		/** From the list of workers, opened already. */
		async add({ username, phone }: { username: string; phone: string }) {
			await main.getByRole("link", { name: say("workers:add") }).click();
			await main.getByLabel(say("workers:form.username")).fill(username);
			await main.getByLabel(say("phone-numbers:field.label")).fill(phone);
			await main.getByRole("button", { name: say("workers:form.save") }).click();
			await expect(this.heading).toContainText(username);
		},
		async expectStatus(status: NumberStatus) {
			await expect(numbers.getByRole("listitem").first()).toContainText(say(`workers:status.${status}`), {
				timeout: 20_000,
			});
		},
		async verify() {
			await numbers
				.getByRole("button", { name: say("workers:numbers.verify") })
				.first()
				.click();
		},
		/** Frees the only number. */
		async deleteNumber() {
			await numbers
				.getByRole("button", { name: say("workers:numbers.remove") })
				.first()
				.click();
			await numbers.getByRole("button", { name: say("workers:numbers.removeGo"), exact: true }).click();
			await expect(numbers.getByRole("listitem")).toHaveCount(0);
		},
	};
}
