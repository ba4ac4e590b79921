import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

/** Help beside the work. */
export function helpDrawer(page: Page, say: Say) {
	const drawer = page.getByRole("dialog", { name: say("help:title") });
	return {
		drawer,
		async open() {
			await page.getByRole("button", { name: say("shell:rail.help"), exact: true }).click();
			await expect(drawer.getByRole("heading", { level: 2 }).first()).toBeVisible();
		},
		/** Opens another of its pages and waits for that page's text. */
		async turnTo(name: string) {
			const before = await drawer.getByRole("heading", { level: 2 }).first().innerText();
			await drawer
				.getByRole("button", { name: say(`help:page.${name}`), exact: true })
				.first()
				.click();
			await expect(drawer.getByRole("heading", { level: 2 }).first()).not.toHaveText(before);
		},
		async close() {
			await drawer.getByRole("button", { name: say("help:close") }).click();
			await expect(drawer).toBeHidden();
		},
	};
}
