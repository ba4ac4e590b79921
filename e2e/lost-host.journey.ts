import { expect, test } from "./fixtures/office.ts";
import { nairobi } from "./pages/first-run.ts";
import { helpDrawer } from "./pages/help.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";
import { signInPage } from "./pages/sign-in.ts";

test("Outpost dies under an open page: the page says so, and comes back with what was typed", async ({
	desk,
}, info) => {
	test.skip(info.project.metadata.electron === true, "on the desktop the window ends with Outpost");
	const { page, say } = desk;
	const form = registerPage(page, say);
	const banner = page.getByRole("status").filter({ hasText: say("shell:connection.lost") });
	await desk.setUp(nairobi);
	await rail(page, say).go("contacts");
	await page.locator("body").press("n");
	await form.name.fill("Nekesa Wafula");
	// Longer than the pause in typing after which a form is kept.
	await page.waitForTimeout(1_500);

	await desk.kill();
	await expect(banner).toBeVisible();
	await desk.look("lost");
	await form.phone.fill("0712 345 678");
	await page.waitForTimeout(1_000);

	const again = await desk.startAgain();
	await signInPage(page, say).signIn(nairobi.supervisor, nairobi.pin);
	await expect(banner).toBeHidden();
	await expect(form.name).toHaveValue("Nekesa Wafula");
	await expect(form.phone).toHaveValue("0712 345 678");
	await expect(rail(again, say).places).toBeVisible();
	await form.fill({ name: "Nekesa Wafula", phone: "0712 345 678", consent: "yes" });
	await form.save();
	await expect(page.getByRole("heading", { level: 1 })).toContainText("Nekesa Wafula");
});

test("a part of the screens whose file does not come at first comes all the same, on the same page", async ({
	desk,
}, info) => {
	test.skip(info.project.metadata.electron === true, "the desktop reads its files from the disk");
	const { page, say } = desk;
	await desk.setUp(nairobi);
	const lost: string[] = [];
	for (const part of ["audit-scene", "getting-started"])
		await page.route(
			`**/assets/${part}-*.js`,
			(route) => {
				lost.push(part);
				return route.abort();
			},
			{ times: 1 },
		);
	page.on("load", () => lost.push("the page"));
	await rail(page, say).go("audit");
	const help = helpDrawer(page, say);
	await help.open();
	await help.turnTo("getting-started");
	expect(lost).toEqual(["audit-scene", "getting-started"]);
});
