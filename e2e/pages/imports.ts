import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

/** Importing a spreadsheet, step by step. Every click of a person goes through `click`, so that they can be counted. */
export function importPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	let clicks = 0;
	const click = async (target: ReturnType<Page["getByRole"]>) => {
		clicks += 1;
		await target.click();
	};
	const button = (key: string, values?: Record<string, string | number>) =>
		main.getByRole("button", { name: say(`imports:${key}`, values), exact: true });
	const cell = (column: string) => main.getByRole("textbox", { name: column, exact: true });
	return {
		main,
		button,
		cell,
		clicks: () => clicks,
		click,
		async open() {
			await click(
				page
					.getByRole("navigation", { name: say("shell:rail.label") })
					.getByRole("link", { name: say("shell:rail.imports"), exact: true }),
			);
			await expect(main.getByRole("heading", { level: 1, name: say("imports:title") })).toBeVisible();
		},
		async choose(file: { name: string; mimeType: string; buffer: Buffer }, word = "choose.file") {
			const choosing = page.waitForEvent("filechooser");
			await click(button(word));
			await (await choosing).setFiles(file);
		},
		async expectStep(step: "file" | "type" | "columns") {
			await expect(main.getByRole("heading", { level: 2, name: say(`imports:steps.${step}Title`) })).toBeVisible();
		},
		/** A chip above the rows shows how many have this verdict. */
		async expectRows(verdict: "new" | "update" | "same" | "skipped" | "decide" | "refused", count: number) {
			await expect(
				main.getByRole("button", { name: `${say(`imports:verdict.${verdict}`)} ${count}`, exact: true }),
			).toBeVisible({ timeout: 30_000 });
		},
		/** Types over the cell that has the focus and saves its row. */
		async fix(column: string, value: string) {
			const field = cell(column);
			await expect(field).toBeEditable();
			await expect(field).toBeFocused();
			await page.keyboard.type(value);
			await page.keyboard.press("Enter");
		},
	};
}
