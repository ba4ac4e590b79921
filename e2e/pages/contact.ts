import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

/** One contact: who it is, and the conversation with the box to write in. */
export function contactPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const talk = main.getByRole("region", { name: say("messaging:conversation.title"), exact: true });
	const box = talk.getByRole("textbox");
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
		async expectState(words: string, state: "queued" | "sent" | "delivered" | "failed") {
			const bubble = talk.getByRole("listitem").filter({ hasText: words }).last();
			await expect(bubble).toContainText(say(`messaging:state.${state}`), { timeout: 20_000 });
		},
		/** The box is closed, with the reason in words. */
		async expectRefused(code: string) {
			await expect(box).toBeDisabled();
			await expect(talk).toContainText(say(`messaging:composer.closed.${code}`));
		},
	};
}
