import { expect, test } from "./fixtures/office.ts";
import { nairobi } from "./pages/first-run.ts";
import { importPage } from "./pages/imports.ts";
import { rail } from "./pages/rail.ts";
import { type Colleague, settingsPage } from "./pages/settings.ts";
import { signInPage } from "./pages/sign-in.ts";

const clerk: Colleague = { name: "Otieno Achieng", role: "clerk", pin: "green-kettle-3" };
/** Enough to be stopped in the middle of. */
const many = 12_000;

const csv = (name: string, lines: string[]) => ({
	name,
	mimeType: "text/csv",
	buffer: Buffer.from(lines.join("\r\n")),
});
const people = () =>
	csv("kilifi.csv", [
		"Case Name,contact_phone_number,village",
		...Array.from({ length: many }, (_, n) => `Person ${n},2547${10_000_000 + n},V${n % 9}`),
	]);
const workers = csv("workers.csv", [
	"username,first name,last name,phone number 1,phone number 2",
	"amina,Amina,Odhiambo,254712345001,254712345002",
	"baraka,Baraka,Otieno,254712345003,",
]);

for (const language of ["en", "ar"] as const) {
	test.describe(`imports between two people, in ${language}`, () => {
		test.use({ language, colorScheme: language === "en" ? "light" : "dark" });
		test("prepared by a clerk, confirmed by a supervisor, stopped and continued; workers too; contacts out again; taken back", async ({
			desk,
		}) => {
			test.slow();
			const { page, say } = desk;
			const to = rail(page, say);
			const door = signInPage(page, say);
			const imports = importPage(page, say);
			const { main, button } = imports;
			await desk.setUp(nairobi);
			await to.go("settings");
			await settingsPage(page, say).add(clerk);
			const handOver = async (name: string, pin: string) => {
				await to.lock();
				await door.expectLocked();
				await door.signIn(name, pin);
			};

			await test.step("the clerk checks every row; that it is written is somebody else's, and said so", async () => {
				await handOver(clerk.name, clerk.pin);
				await imports.open();
				await imports.choose(people());
				await button("next").click();
				await main.getByRole("combobox", { name: say("imports:type.type") }).fill("patient");
				await button("nextStep").click();
				await button("check.go").click();
				await imports.expectRows("new", many);
				await expect(main).toContainText(say("imports:confirm.supervisors"));
				await expect(button("confirm.go")).toHaveCount(0);
				await desk.look("import-clerk");
				await to.go("contacts");
				await expect(main.getByRole("button", { name: say("contacts:export.all") })).toHaveCount(0);
			});

			await test.step("the supervisor confirms; it is stopped in the middle and continued", async () => {
				await handOver(nairobi.supervisor, nairobi.pin);
				await imports.open();
				await main.getByRole("link", { name: say("imports:unfinished.continue") }).click();
				await button("confirm.go").click();
				const bar = main.getByRole("progressbar");
				await expect
					.poll(async () => Number(await bar.getAttribute("aria-valuenow")), { timeout: 60_000, intervals: [50] })
					.toBeGreaterThan(0);
				await expect(button("stop")).toBeFocused();
				// Looking at a screen takes longer than such an import.
				await button("stop").click();
				await expect(main).toContainText(say("imports:outcome.stopped"), { timeout: 30_000 });
				await desk.look("import-stopped");
				await button("confirm.continue").click();
				await desk.look("import-writing");
				await expect(main).toContainText(say("imports:outcome.cases", { created: many, updated: 0 }), {
					timeout: 90_000,
				});
			});

			await test.step("workers come in the same way", async () => {
				await imports.open();
				await imports.choose(workers);
				await button("next").click();
				await main.getByRole("radio", { name: say("imports:type.workers") }).check();
				await button("nextStep").click();
				await desk.look("import-workers");
				await button("check.go").click();
				await imports.expectRows("new", 2);
				await button("confirm.go").click();
				await expect(main).toContainText(say("imports:outcome.workers", { created: 2, updated: 0 }), {
					timeout: 30_000,
				});
			});

			await test.step("everybody goes out as a workbook, from the list of contacts", async () => {
				await to.go("contacts");
				await expect(main.getByRole("grid")).toHaveAttribute("aria-rowcount", /\d+/);
				const saving = page.waitForEvent("download", { timeout: 60_000 });
				await main.getByRole("button", { name: say("contacts:export.all") }).click();
				expect((await saving).suggestedFilename()).toMatch(/\.xlsx$/);
				await desk.look("contacts-export");
			});

			await test.step("all of the large sheet is taken back", async () => {
				await imports.open();
				await main.getByRole("link", { name: "kilifi.csv" }).click();
				await button("undo.open").click();
				const dialog = page.getByRole("dialog");
				await expect(dialog).toContainText(say("imports:undo.would", { count: many }));
				await dialog.getByRole("button", { name: say("imports:undo.go"), exact: true }).click();
				await expect(main).toContainText(say("imports:undo.reversed", { count: many }), { timeout: 60_000 });
				await expect(main).toContainText(say("imports:undo.kept", { count: 0 }));
				await to.go("contacts");
				await expect(main).not.toContainText("Person 1");
			});
		});
	});
}
