import { expect, type Page } from "@playwright/test";
import { isolated } from "../../src/renderer/components/isolated.ts";
import { beginning, type Say } from "../fixtures/words.ts";

/** One contact: who it is, and the conversation with the box to write in. */
export function contactPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const talk = main.getByRole("region", { name: say("messaging:conversation.title"), exact: true });
	const box = talk.getByRole("textbox");
	const consent = main.getByRole("region", { name: say("consent:title"), exact: true });
	return {
		heading: main.getByRole("heading", { level: 1 }),
		talk,
		box,
		async write(words: string) {
			await box.fill(words);
			await talk.getByRole("button", { name: say("messaging:composer.send") }).click();
			await expect(box).toHaveValue("");
		},
		/** The text stands in the conversation with this state's word. */
		async expectState(words: string, state: "queued" | "sent" | "delivered" | "failed" | "unknown") {
			const bubble = talk.getByRole("listitem").filter({ hasText: words }).last();
			await expect(bubble).toContainText(say(`messaging:state.${state}`), { timeout: 20_000 });
		},
		/** The box is closed, with the reason in words. */
		async expectRefused(code: string) {
			await expect(box).toBeDisabled();
			await expect(talk).toContainText(say(`messaging:composer.closed.${code}`));
		},
		/** They said no themselves: the closed box tells that, and when. */
		async expectSaidNo(how: "declined" | "withdrawn") {
			await expect(box).toBeDisabled();
			const words = say(`messaging:composer.${how}`, { when: "|" }).split("|");
			for (const part of words) await expect(talk).toContainText(part.trim());
		},
		/** Asks again and keeps the answer; from the header while that is the thing to do. `seen` is called with the form filled in. */
		async recordConsent(answer: "yes" | "no", seen: () => Promise<void> = async () => {}) {
			await main
				.locator("header")
				.getByRole("button", { name: say("consent:record") })
				.or(main.locator("header").getByRole("button", { name: say("consent:recordAgain") }))
				.click();
			await consent.getByRole("radio", { name: beginning(say(`consent:${answer}`)) }).check();
			await seen();
			await consent.getByRole("button", { name: say("consent:save") }).click();
			await expect(consent.getByRole("button", { name: say("consent:save") })).toBeHidden();
		},
		async withdrawConsent() {
			await consent.getByRole("button", { name: say("consent:withdraw") }).click();
			await consent.getByRole("button", { name: say("consent:withdrawYes") }).click();
			await expect(consent).toContainText(say("consent:stateIs.withdrawn"));
		},
		/** Already In Use, with the sentence that says who holds the number. */
		async expectInUse(sentence: string, values: Record<string, string>) {
			await expect(main).toContainText(say("phone-numbers:state.in-use"));
			const shown = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, isolated(value)]));
			await expect(main).toContainText(say(sentence, shown));
		},
		/** The way out of Already In Use: the contact who holds the number. */
		async openHolder(name: string) {
			await main
				.getByRole("link", { name: say("contacts:case.openHolder", { name: isolated(name) }) })
				.first()
				.click();
			await expect(this.heading).toContainText(name);
		},
		async close() {
			await main.getByRole("button", { name: say("contacts:case.close"), exact: true }).click();
			await main.getByRole("button", { name: say("contacts:case.closeYes"), exact: true }).click();
			await expect(main.getByRole("button", { name: say("contacts:case.reopen") })).toBeVisible();
		},
	};
}
