import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

export interface HqPlace {
	url: string;
	project: string;
	user: string;
	apiKey: string;
}

/** The HQ scene. */
export function hqPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const button = (key: string, values?: Record<string, string>) =>
		main.getByRole("button", { name: say(`hq:${key}`, values), exact: true });
	return {
		main,
		async tab(name: "state" | "waiting" | "parked" | "conflicts" | "history" | "connection") {
			await main.getByRole("tab", { name: new RegExp(`^${say(`hq:tab.${name}`)}( |$)`) }).click();
		},
		async fill(place: Partial<HqPlace>) {
			for (const [field, value] of Object.entries(place))
				await main.getByLabel(say(`hq:connection.${field}`), { exact: true }).fill(value);
		},
		test: () => button("test.go").click(),
		save: () => button("save").click(),
		press: (key: string, values?: Record<string, string>) => button(key, values).click(),
		tryNow: () => button("tryNow").click(),
		async says(key: string, values?: Record<string, string | number>) {
			await expect(main).toContainText(say(`hq:${key}`, values), { timeout: 20_000 });
		},
	};
}
