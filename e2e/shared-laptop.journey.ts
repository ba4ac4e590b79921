import { expect, test } from "./fixtures/office.ts";
import { firstRunPage, nairobi } from "./pages/first-run.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";
import { signInPage } from "./pages/sign-in.ts";

test("a half-filled form survives the lock, a restart and the quiet look of a locked window", async ({ desk }) => {
	const { say } = desk;
	await desk.setUp(nairobi);
	await rail(desk.page, say).go("contacts");
	await desk.page.locator("body").press("n");
	await registerPage(desk.page, say).name.fill("Nekesa Wafula");
	await registerPage(desk.page, say).phone.fill("0712345678");

	await rail(desk.page, say).lock();
	await signInPage(desk.page, say).expectLocked();
	expect(await desk.page.content(), "what a locked window holds").not.toContain("Nekesa");
	await desk.look("locked");
	await signInPage(desk.page, say).signIn(nairobi.supervisor, nairobi.pin);
	await expect(registerPage(desk.page, say).name).toHaveValue("Nekesa Wafula");

	await desk.page.waitForTimeout(1_000);
	await desk.restart();
	await signInPage(desk.page, say).signIn(nairobi.supervisor, nairobi.pin);
	await desk.page.locator("body").press("n");
	await expect(registerPage(desk.page, say).name).toHaveValue("Nekesa Wafula");
	await expect(registerPage(desk.page, say).phone).toHaveValue("0712345678");
});

test("wrong PINs are refused in words, and the right one opens", async ({ desk }) => {
	const { page, say } = desk;
	await desk.setUp(nairobi);
	await rail(page, say).lock();
	const door = signInPage(page, say);
	await door.pin.fill("000000");
	await door.pin.press("Enter");
	await expect(page.getByRole("main")).toContainText(say("problems:wrong-pin"));
	await desk.look("wrong-pin");
	await door.signIn(nairobi.supervisor, nairobi.pin);
});

test("a forgotten PIN: the code from the printed sheet opens the office and gives a new one", async ({ desk }) => {
	const { say } = desk;
	const code = await firstRunPage(desk.page, say, desk.language).setUp(nairobi);
	await desk.restart();
	const { page } = desk;
	const newPin = "green-bicycle-3";
	await page.getByRole("button", { name: say("staff:signIn.useRecovery") }).click();
	const sheet = page.getByLabel(say("staff:recover.code"));
	const open = page.getByRole("button", { name: say("staff:recover.go") });
	await open.click();
	await expect(page.getByRole("main")).toContainText(say("staff:recover.codeMissing"));
	await page.getByLabel(say("staff:pin.new"), { exact: true }).fill(newPin);
	await page.getByLabel(say("staff:pin.again"), { exact: true }).fill(newPin);
	await sheet.fill(`${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`);
	await open.click();
	await expect(page.getByRole("alert")).toHaveText(say("problems:wrong-recovery-code"));
	await desk.look("recover");
	// As people type what they read from paper.
	await sheet.fill(code.toLowerCase().replaceAll("-", " "));
	await open.click();
	await expect(rail(page, say).places).toBeVisible();
	await rail(page, say).lock();
	const door = signInPage(page, say);
	await door.pin.fill(nairobi.pin);
	await door.pin.press("Enter");
	await expect(page.getByRole("main")).toContainText(say("problems:wrong-pin"));
	await door.signIn(nairobi.supervisor, newPin);
});
