import { expect, test } from "./fixtures/office.ts";
import { nairobi } from "./pages/first-run.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";

test("what one window does, the other shows by itself", async ({ desk }, info) => {
	test.skip(info.project.metadata.electron === true, "the desktop has one window");
	const { page, say } = desk;
	await desk.setUp(nairobi);
	const other = await desk.secondWindow();
	await rail(other, say).go("contacts");
	await expect(other.getByRole("main")).toContainText(say("contacts:empty.title"));

	await page.locator("body").press("n");
	const form = registerPage(page, say);
	await form.fill({ name: "Otieno Achieng", phone: "0722 000 111", consent: "yes" });
	await form.save();
	await expect(page.getByRole("heading", { level: 1 })).toContainText("Otieno");
	await expect(other.getByRole("main")).toContainText("Otieno Achieng");

	await rail(page, say).lock();
	await expect(other.getByRole("main")).not.toContainText("Otieno Achieng");
});
