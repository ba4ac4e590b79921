import { expect, type Locator, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

/** The phone at the other end of the radio, docked at the side of a wide window. */
export function practicePhone(page: Page, say: Say) {
	const phone: Locator = page.getByRole("region", { name: say("shell:practice.phone") });
	const texts = phone.getByRole("log");
	return {
		phone,
		async open() {
			const opener = page.getByRole("button", { name: say("shell:practice.openPhone") });
			await expect(phone.or(opener)).toBeVisible();
			if (await phone.isVisible()) return;
			await opener.click();
			await expect(phone).toBeVisible();
		},
		async be(digits: string) {
			const number = phone.getByLabel(say("shell:practice.number"));
			await number.fill(digits);
			await number.press("Escape");
		},
		async text(words: string) {
			const box = phone.getByLabel(say("shell:practice.text"));
			await box.fill(words);
			await box.press("Enter");
			await expect(box).toHaveValue("");
		},
		/** Waits until the phone shows a text with these words. */
		async sees(words: string | RegExp) {
			await expect(texts.getByText(words).last()).toBeVisible({ timeout: 20_000 });
		},
	};
}

/** Head office from the other side, beside the phone; in practice only. */
export function practiceHq(page: Page, say: Say) {
	const panel: Locator = page.getByRole("region", { name: say("shell:practice.hq.title") });
	const turnTo = (side: "sidePhone" | "sideHq") =>
		page
			.getByRole("radiogroup", { name: say("shell:practice.side") })
			.getByText(say(`shell:practice.${side}`), { exact: true })
			.click();
	return {
		panel,
		async open() {
			await turnTo("sideHq");
			await expect(panel).toBeVisible();
		},
		phone: () => turnTo("sidePhone"),
		async answerAs(manner: "well" | "away" | "sign-in-page" | "unknown-key") {
			const answers = panel.getByRole("combobox");
			await answers.selectOption(manner);
			await expect(answers).toBeEnabled();
			await expect(answers).toHaveValue(manner);
			await answers.blur();
		},
		async openCase(name: string) {
			await panel.getByRole("button", { name }).click({ timeout: 20_000 });
		},
		async rename(to: string) {
			await panel.getByLabel(say("shell:practice.hq.name"), { exact: true }).fill(to);
			await panel.getByRole("button", { name: say("shell:practice.hq.change") }).click();
			await expect(panel).toContainText(say("shell:practice.hq.changed"));
		},
	};
}
