import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

export type Place =
	| "home"
	| "contacts"
	| "workers"
	| "messages"
	| "imports"
	| "surveys"
	| "gateways"
	| "hq"
	| "settings"
	| "audit";

const titles: Record<Place, string> = {
	home: "shell:rail.home",
	contacts: "contacts:title",
	workers: "workers:title",
	messages: "messaging:title",
	imports: "imports:title",
	surveys: "surveys:title",
	gateways: "gateway:title",
	hq: "hq:title",
	settings: "settings:title",
	audit: "audit:title",
};

/** The rail at the side: where one goes from everywhere. */
export function rail(page: Page, say: Say) {
	const places = page.getByRole("navigation", { name: say("shell:rail.label") });
	return {
		places,
		async go(to: Place) {
			await places.getByRole("link", { name: say(`shell:rail.${to}`) }).click();
			await expect(page.getByRole("main").getByRole("heading", { level: 1, name: say(titles[to]) })).toBeVisible();
		},
		/** Unread texts beside the word Messages. */
		async expectUnread(count: number) {
			const link = places.getByRole("link", { name: say("shell:rail.messages") });
			if (count === 0) await expect(link).not.toContainText(/\d/);
			else await expect(link).toContainText(String(count), { timeout: 20_000 });
		},
		async lock() {
			await page.getByRole("button", { name: say("shell:person.lock") }).click();
		},
	};
}
