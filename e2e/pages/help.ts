import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

/** Help beside the work. */
export function helpDrawer(page: Page, say: Say) {
	const drawer = page.getByRole("dialog", { name: say("help:title") });
	// The first is the drawer's own.
	const title = drawer.getByRole("heading", { level: 2 }).nth(1);
	return {
		drawer,
		async open() {
			await page.getByRole("button", { name: say("shell:rail.help"), exact: true }).click();
			await expect(title).toBeVisible();
		},
		/** Opens another of its pages and waits for that page's text. */
		async turnTo(name: string) {
			const before = await title.innerText();
			await drawer
				.getByRole("button", { name: say(`help:page.${name}`), exact: true })
				.first()
				.click();
			await expect(title).not.toHaveText(before);
		},
		async close() {
			await drawer.getByRole("button", { name: say("help:close") }).click();
			await expect(drawer).toBeHidden();
		},
	};
}
