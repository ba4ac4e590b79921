import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { projectSwitch } from "./pages/project-switch.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";
import { settingsPage } from "./pages/settings.ts";

const number = "0712 345 678";
const project = "afya";

test("one number, three people, two projects: in use says who holds it, and a freed number goes to who waits longest", async ({
	desk,
}, info) => {
	test.skip(info.project.metadata.electron === true, "the desktop has one window");
	const { page, say } = desk;
	const main = page.getByRole("main");
	const to = rail(page, say);
	const projects = projectSwitch(page, say);
	const register = async (name: string) => {
		await to.go("contacts");
		await page.locator("body").press("n");
		await registerPage(page, say).fill({ name, phone: number, consent: "yes" });
		await registerPage(page, say).save();
		await expect(contactPage(page, say).heading).toContainText(name);
	};
	await desk.setUp(nairobi);
	await to.go("settings");
	await settingsPage(page, say).found(project);

	await test.step("in the same project", async () => {
		await register("Akinyi Odera");
		await expect(main).toContainText(say("phone-numbers:state.two-way"));
		await register("Barasa Juma");
		await contactPage(page, say).expectInUse("phone-numbers:inUse.holderCase", { name: "Akinyi Odera" });
		await desk.look("in-use");
	});

	await test.step("in another project, where nothing of the first is seen", async () => {
		await projects.change(nairobi.project, project);
		await to.go("contacts");
		await expect(main).toContainText(say("contacts:empty.title"));
		await expect(main).not.toContainText("Akinyi");
		await register("Chebet Kiprop");
		await contactPage(page, say).expectInUse("phone-numbers:inUse.holderElsewhere", {
			name: "Akinyi Odera",
			project: nairobi.project,
		});
		await desk.look("in-use-elsewhere");
	});

	await test.step("the way out frees it for who waits longest, on the open page", async () => {
		await projects.change(project, nairobi.project);
		await to.go("contacts");
		await main.getByText("Barasa Juma").first().click();
		const waiting = contactPage(page, say);
		await expect(waiting.heading).toContainText("Barasa");
		const other = await desk.secondWindow();
		await rail(other, say).go("contacts");
		await other.getByRole("main").getByText("Barasa Juma").first().click();
		const holder = contactPage(other, say);
		await holder.openHolder("Akinyi Odera");
		await holder.close();
		await expect(main).toContainText(say("phone-numbers:state.two-way"));
		await expect(main).not.toContainText(say("phone-numbers:state.in-use"));
		await other.close();
	});

	await test.step("and across projects", async () => {
		await contactPage(page, say).close();
		await projects.change(nairobi.project, project);
		await to.go("contacts");
		await main.getByText("Chebet Kiprop").first().click();
		await expect(main).toContainText(say("phone-numbers:state.two-way"));
		await expect(main).not.toContainText(say("phone-numbers:state.in-use"));
	});
});
