import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { holdOpen } from "./fixtures/command-at-work.ts";
import { expect, test } from "./fixtures/office.ts";
import { makeWebHost } from "./fixtures/web-host.ts";
import { nairobi } from "./pages/first-run.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";
import { settingsPage } from "./pages/settings.ts";
import { signInPage } from "./pages/sign-in.ts";

/** As a failing disk does. */
function damage(file: string) {
	const bytes = readFileSync(file);
	bytes.fill(7, 0, 8192);
	writeFileSync(file, bytes);
	for (const tail of ["-wal", "-shm"]) rmSync(file + tail, { force: true });
}

for (const language of ["en", "ar"] as const) {
	test.describe(`an office that is saved and brought back, in ${language}`, () => {
		test.use({ language });
		let stick: string;
		test.beforeAll(() => {
			stick = mkdtempSync(join(tmpdir(), "outpost-stick-"));
		});
		test.afterAll(() => rmSync(stick, { recursive: true, force: true }));

		test("save a backup, register somebody, go back; check the computer; a role is changed", async ({ desk }, info) => {
			const { page, say } = desk;
			const main = page.getByRole("main");
			const to = rail(page, say);
			const settings = settingsPage(page, say);
			const file = join(stick, "office.backup");
			await desk.setUp(nairobi);
			await to.places.waitFor();

			await test.step("a key is its place on an Arabic keyboard, and never a command while typing", async () => {
				const typeArabicN = (where: string) =>
					page
						.locator(where)
						.first()
						.dispatchEvent("keydown", { key: "ى", code: "KeyN", bubbles: true, cancelable: true });
				await typeArabicN("body");
				const form = registerPage(page, say);
				await form.fill({ name: "Amina Odhiambo", phone: "0712 345 678", consent: "yes" });
				await typeArabicN("main input");
				await expect(page).toHaveURL(/contacts\/new/);
				await form.save();
			});

			await test.step("a backup is saved", async () => {
				await to.go("settings");
				await settings.show("backups");
				await main.getByLabel(say("settings:backups.file")).fill(file);
				await main.getByRole("button", { name: say("settings:backups.saveGo") }).click();
				await expect.poll(() => existsSync(file)).toBe(true);
				await expect(main.getByRole("status").filter({ hasText: "outpost-stick-" })).toBeVisible();
				await desk.look("backups");
			});

			await test.step("and the office goes back to it, with the PIN asked again", async () => {
				await page.locator("body").press("n");
				const form = registerPage(page, say);
				await form.fill({ name: "Baraka Otieno", phone: "0712 345 679", consent: "yes" });
				await form.save();
				await to.go("settings");
				await settings.show("backups");
				await main.getByRole("button", { name: say("settings:backups.backToFile") }).click();
				const { dialog } = settings;
				await dialog.getByLabel(say("settings:backups.file")).fill(file);
				await dialog.getByLabel(say("settings:backups.pin"), { exact: true }).fill("000001");
				const go = dialog.getByRole("button", { name: say("settings:backups.restoreGo") });
				await go.click();
				await expect(dialog.getByRole("alert")).toBeVisible();
				await desk.look("backup-restore");
				await dialog.getByLabel(say("settings:backups.pin"), { exact: true }).fill(nairobi.pin);
				await go.click();
				await expect(main).toContainText("outpost.db.before-restore-", { timeout: 20_000 });
				await to.go("contacts");
				await expect(main).toContainText("Amina Odhiambo");
				await expect(main).not.toContainText("Baraka Otieno");
			});

			await test.step("a new computer takes the office over; and brings it back when its data is damaged", async () => {
				if (info.project.metadata.electron === true) return;
				const host = makeWebHost();
				const other = await page.context().newPage();
				const open = async () => {
					await other.goto(await host.start());
					await other.waitForURL((url) => !url.pathname.startsWith("/enter"));
				};
				const bringBack = async () => {
					await other.getByLabel(say("settings:backups.file")).fill(file);
					await other.getByLabel(say("settings:backups.supervisor")).fill(nairobi.supervisor);
					await other.getByLabel(say("settings:backups.pin"), { exact: true }).fill(nairobi.pin);
					await other.getByRole("button", { name: say("settings:backups.restoreGo") }).click();
					await rail(other, say).go("contacts");
					await expect(other.getByRole("main")).toContainText("Amina Odhiambo");
				};
				const refusedWhileInUse = async () => {
					const command = await holdOpen(host.dataDir, nairobi);
					await rail(other, say).go("settings");
					await settingsPage(other, say).show("backups");
					await other.getByRole("button", { name: say("settings:backups.backToFile") }).click();
					const { dialog } = settingsPage(other, say);
					await dialog.getByLabel(say("settings:backups.file")).fill(file);
					await dialog.getByLabel(say("settings:backups.pin"), { exact: true }).fill(nairobi.pin);
					await dialog.getByRole("button", { name: say("settings:backups.restoreGo") }).click();
					// In the form, or on the page where the sign-in came between and took the form along.
					await expect(other.getByText(say("problems:office-in-use"))).toBeVisible({ timeout: 20_000 });
					await other.waitForTimeout(1_000);
					await expect(other.getByText(say("problems:office-in-use"))).toBeVisible();
					await desk.look("restore-refused", other);
					await command.end();
				};
				try {
					await open();
					await other.getByRole("button", { name: say("settings:backups.bringBack") }).click();
					await desk.look("bring-back", other);
					await bringBack();
					await refusedWhileInUse();
					await host.stop();
					damage(join(host.dataDir, "outpost.db"));
					await open();
					await signInPage(other, say).pin.fill(nairobi.pin);
					await signInPage(other, say).pin.press("Enter");
					await other.getByRole("button", { name: say("settings:backups.restoreTitle") }).click();
					await desk.look("bring-back-damaged", other);
					await bringBack();
				} finally {
					await other.close();
					await host.remove();
				}
			});

			await test.step("the computer is checked", async () => {
				await to.go("settings");
				await settings.show("computer");
				await expect(main).toContainText(say("settings:computer.name.database"));
				await expect(main.getByText(say("problems:database-sound"))).toBeVisible();
				await desk.look("check-computer");
			});

			await test.step("a role is changed", async () => {
				await settings.add({ name: "Otieno", role: "clerk", pin: "739201" });
				await main.getByRole("button", { name: say("staff:changeRole.openFor", { name: "Otieno" }) }).click();
				await settings.dialog.getByRole("combobox", { name: say("staff:list.role") }).click();
				await page.getByRole("option", { name: say("staff:role.technician") }).click();
				await desk.look("change-role");
				await settings.dialog.getByRole("button", { name: say("staff:changeRole.go") }).click();
				await expect(settings.dialog).toBeHidden();
				await expect(main.getByRole("row").filter({ hasText: "Otieno" })).toContainText(say("staff:role.technician"));
			});

			await test.step("a line of the audit leads to what it is about", async () => {
				await to.go("audit");
				await main.getByRole("link", { name: say("audit:action.staff.role-changed") }).click();
				await expect(main.getByRole("row").filter({ hasText: "Otieno" })).toBeVisible();
			});
		});
	});
}
