import { expect, type Page } from "@playwright/test";
import type { Say } from "../fixtures/words.ts";

export const settingsTabs = [
	"project",
	"consent",
	"bySms",
	"staff",
	"projects",
	"backups",
	"computer",
	"window",
] as const;
export type SettingsTab = (typeof settingsTabs)[number];

export interface Colleague {
	name: string;
	role: "clerk" | "supervisor" | "technician";
	pin: string;
}

/** Settings, opened already: its tabs, and the two lists that grow. */
export function settingsPage(page: Page, say: Say) {
	const main = page.getByRole("main");
	const dialog = page.getByRole("dialog");
	return {
		main,
		dialog,
		save: main.getByRole("button", { name: say("settings:save") }),
		addPerson: main.getByRole("button", { name: say("staff:add.open") }),
		addProject: main.getByRole("button", { name: say("settings:projects.add") }),
		async show(tab: SettingsTab) {
			await main.getByRole("tab", { name: say(`settings:tab.${tab}`), exact: true }).click();
			await expect(main.getByRole("tabpanel")).not.toBeEmpty();
			// The computer is checked as soon as its page is open.
			await expect(main.locator("[data-loading]")).toHaveCount(0);
		},
		/** Closes the open dialog without doing anything. */
		async leaveDialog(closeKey: string) {
			await dialog.getByRole("button", { name: say(closeKey) }).click();
			await expect(dialog).toBeHidden();
		},
		async add({ name, role, pin }: Colleague) {
			await this.show("staff");
			await this.addPerson.click();
			await dialog.getByLabel(say("staff:supervisor.name")).fill(name);
			await dialog.getByRole("combobox", { name: say("staff:list.role") }).click();
			await page.getByRole("option", { name: say(`staff:role.${role}`) }).click();
			await dialog.getByLabel(say("staff:add.pin"), { exact: true }).fill(pin);
			await dialog.getByLabel(say("staff:pin.again"), { exact: true }).fill(pin);
			await dialog.getByRole("button", { name: say("staff:add.go"), exact: true }).click();
			await expect(dialog).toBeHidden();
			await expect(main.getByRole("row").filter({ hasText: name })).toContainText(say(`staff:role.${role}`));
		},
		/** Adds a project in the country and time zone of this one. */
		async found(project: string) {
			await this.show("projects");
			await this.addProject.click();
			await dialog.getByLabel(say("staff:project.name")).fill(project);
			await dialog.getByRole("button", { name: say("settings:projects.go") }).click();
			await expect(dialog).toBeHidden();
			await expect(main.getByRole("row").filter({ hasText: project })).toBeVisible();
		},
	};
}
