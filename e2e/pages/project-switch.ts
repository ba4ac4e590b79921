import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

/** On top of the rail: the project this window works in. */
export function projectSwitch(page: Page, say: Say) {
	const button = (project: string) => page.getByRole("button", { name: say("shell:project.label", { name: project }) });
	return {
		async expectIn(project: string) {
			await expect(button(project)).toBeVisible();
		},
		async change(from: string, to: string) {
			await button(from).click();
			await page.getByRole("menuitem", { name: to, exact: true }).click();
			await this.expectIn(to);
		},
	};
}
