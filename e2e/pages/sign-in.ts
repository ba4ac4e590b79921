import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

/** Names to pick and a PIN; also the face of a locked window. */
export function signInPage(page: Page, say: Say) {
	const pin = page.getByLabel(say("staff:pin.label"), { exact: true });
	return {
		pin,
		async expectLocked() {
			await expect(page.getByRole("heading", { level: 1, name: say("staff:signIn.locked") })).toBeVisible();
		},
		async signIn(name: string, secret: string) {
			await page.getByRole("radio", { name }).check();
			await pin.fill(secret);
			await pin.press("Enter");
			await expect(page.getByRole("navigation", { name: say("shell:rail.label") })).toBeVisible();
		},
	};
}
