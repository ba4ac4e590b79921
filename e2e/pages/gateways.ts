import { expect, type Page } from "@playwright/test";
import { isolated } from "../../src/renderer/components/isolated.ts";
import type { Say } from "../fixtures/words.ts";

/** The gateways, and the page of one. */
export function gatewaysPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const title = main.getByRole("heading", { level: 1 });
	return {
		main,
		card: (name: string) => main.getByRole("region", { name, exact: true }),
		async openOne(name: string) {
			await main.getByRole("link", { name, exact: true }).click();
			await expect(title).toHaveText(name);
		},
		async openChoice() {
			await main.getByRole("link", { name: say("gateway:choice.open"), exact: true }).click();
			await expect(title).toHaveText(say("gateway:choice.title"));
		},
		async back() {
			await main.getByRole("link", { name: say("gateway:back"), exact: true }).click();
			await expect(title).toHaveText(say("gateway:title"));
		},
		/** The light's word, within so many milliseconds. */
		async expectState(state: string, timeout = 20_000) {
			await expect(main.getByText(say(`gateway:state.${state}`), { exact: true })).toBeVisible({ timeout });
		},
	};
}

/** Adding a modem, step by step. */
export function addModemPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const heading = main.getByRole("heading", { level: 1 });
	const press = (key: string) => main.getByRole("button", { name: say(key), exact: true }).click();
	return {
		main,
		press,
		path: main.getByLabel(say("gateway:find.path"), { exact: true }),
		pin: main.getByLabel(say("gateway:pin.label"), { exact: true }),
		name: main.getByLabel(say("gateway:serve.name"), { exact: true }),
		progress: main.getByRole("status", { name: say("gateway:test.label") }),
		async open() {
			await main.getByRole("link", { name: say("gateway:add.open"), exact: true }).click();
		},
		/** The step is shown and its heading has the focus. */
		async expectStep(step: "find" | "pin" | "serve" | "test") {
			await expect(heading).toHaveText(say(`gateway:add.step.${step}.title`));
			await expect(heading).toBeFocused();
		},
		async lookAt(port: string) {
			await this.path.fill(port);
			await press("gateway:find.lookThere");
			await expect(main.getByRole("status").filter({ hasText: say("gateway:find.looking") })).toBeHidden({
				timeout: 20_000,
			});
		},
		async expectTested(state: "sent" | "delivered") {
			await expect(this.progress.getByText(say(`gateway:test.${state === "sent" ? "look" : "works"}`))).toBeVisible({
				timeout: 20_000,
			});
		},
		/** The choice of a modem on this port. */
		found: (port: string) =>
			main
				.getByRole("radio")
				.and(page.locator(`[value="${port}"]`))
				.or(main.getByText(isolated(port)))
				.first(),
	};
}
