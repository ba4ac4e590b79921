import { isolated } from "../src/renderer/components/isolated.ts";
import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { importPage } from "./pages/imports.ts";
import { rail } from "./pages/rail.ts";

/** What a person may need at most for a sheet of the pages, from the first look at the office to the contacts. */
const mostClicks = 9;

const header = [
	"Case Name",
	"contact_phone_number",
	"contact_phone_number_is_verified",
	"commcare_email_address",
	"case id",
	"gender",
	"age",
];
const names = ["Amina", "Baraka", "Chausiku", "Daudi", "Esther", "Faraji", "Grace", "Hamisi", "Imani", "Juma"];

/** The sheet of the pages with twenty people and a blank case id; two numbers can't be read. */
function sheetOfThePages() {
	const lines = Array.from({ length: 20 }, (_, n) => {
		const phone = n === 4 ? "07123" : n === 11 ? "no phone" : `2547123450${String(n).padStart(2, "0")}`;
		const name = `${names[n % names.length]} ${n < names.length ? "Odhiambo" : "Wanjiru"}`;
		return [name, phone, "1", "", "", n % 2 ? "m" : "f", String(20 + n)].join(",");
	});
	return { name: "contacts.csv", mimeType: "text/csv", buffer: Buffer.from([header.join(","), ...lines].join("\r\n")) };
}

const looks = [
	{ language: "en", colorScheme: "light" },
	{ language: "ar", colorScheme: "dark" },
] as const;

for (const { language, colorScheme } of looks) {
	test.describe(`a spreadsheet, in ${language} and ${colorScheme}`, () => {
		test.use({ language, colorScheme });
		test("twenty people of the pages' sheet: imported in few clicks, two rows put right, undone", async ({ desk }) => {
			test.slow();
			const { page, say } = desk;
			await desk.setUp(nairobi);
			await rail(page, say).places.waitFor();
			const imports = importPage(page, say);
			const { main, button, click } = imports;

			await test.step("the file and what is in it", async () => {
				await imports.open();
				await desk.look("imports-empty");
				await imports.choose(sheetOfThePages());
				await imports.expectStep("file");
				await expect(main.getByRole("checkbox", { name: say("imports:file.header") })).toBeChecked();
				await expect(main.getByRole("cell", { name: "Amina Odhiambo" })).toBeVisible();
				await desk.look("import-file");
				await click(button("next"));
			});

			await test.step("what the rows become", async () => {
				await imports.expectStep("type");
				await expect(main.getByRole("checkbox", { name: say("imports:type.createNew") })).toBeChecked();
				await expect(main.getByLabel(say("imports:type.idColumn"))).toHaveValue("4");
				const type = main.getByRole("combobox", { name: say("imports:type.type") });
				await click(type);
				await page.keyboard.type("contact");
				await desk.look("import-type");
				await click(button("nextStep"));
			});

			await test.step("what the columns become, and what consent stands behind them", async () => {
				await imports.expectStep("columns");
				await expect(
					main.getByRole("combobox", { name: say("imports:columns.becomesOf", { column: "Case Name" }) }),
				).toHaveValue("name");
				await click(button("columns.takeRest", { count: 2 }));
				await expect(main.getByRole("table").locator("..")).toBeFocused();
				await click(main.getByRole("textbox", { name: say("imports:consent.askedBy") }));
				await page.keyboard.type("Wanjiku Kamau");
				await page.keyboard.press("Tab");
				await page.keyboard.type("2026-11");
				await desk.look("import-columns");
				await click(button("check.go"));
			});

			await test.step("two rows are put right by keyboard where they stand", async () => {
				await imports.expectRows("refused", 2);
				await imports.expectRows("new", 18);
				await desk.look("import-check");
				const grid = main.getByRole("grid");
				await grid.getByRole("row").nth(1).focus();
				await page.keyboard.press("Enter");
				await imports.fix("contact_phone_number", "254712345004");
				// Whoever types on while a row is being saved means the next one.
				await page.keyboard.type("254712345011");
				await expect(imports.cell("contact_phone_number")).toHaveValue("254712345011");
				await page.keyboard.press("Enter");
				await imports.expectRows("new", 20);
				await desk.look("import-corrected");
			});

			await test.step("confirmed: twenty contacts, and not one text", async () => {
				await click(button("confirm.go"));
				await expect(main).toContainText(say("imports:outcome.cases", { created: 20, updated: 0 }), {
					timeout: 30_000,
				});
				await expect(main.locator(":focus")).toContainText(say("imports:outcome.cases", { created: 20, updated: 0 }));
				expect(imports.clicks(), "clicks").toBeLessThanOrEqual(mostClicks);
				await desk.look("import-done");
				await rail(page, say).go("contacts");
				await expect(main.getByRole("grid")).toHaveAttribute("aria-rowcount", "21");
				await expect(main).toContainText("Juma Wanjiru");
			});

			await test.step("the same file again is known", async () => {
				await imports.open();
				await imports.choose(sheetOfThePages());
				await imports.expectStep("file");
				await expect(main).toContainText(say("imports:known.already"));
				await desk.look("import-known");
				await main.getByRole("link", { name: say("imports:known.show") }).click();
			});

			await test.step("undone, but for the one that somebody changed", async () => {
				await rail(page, say).go("contacts");
				await main.getByText("Baraka Odhiambo").first().click();
				await contactPage(page, say).close();
				await imports.open();
				await main.getByRole("link", { name: "contacts.csv" }).click();
				await button("undo.open").click();
				const dialog = page.getByRole("dialog");
				await expect(dialog).toContainText(say("imports:undo.would", { count: 19 }));
				await expect(dialog).toContainText(say("imports:undo.keeps", { count: 1 }));
				await desk.look("import-undo");
				await dialog.getByRole("button", { name: say("imports:undo.go"), exact: true }).click();
				await expect(main).toContainText(say("imports:undo.reversed", { count: 19 }), { timeout: 30_000 });
				await expect(main).toContainText(say("imports:undo.kept", { count: 1 }));
				await expect(main).toContainText(say("imports:undo.failed", { count: 0 }));
				await expect(main).toContainText(say("imports:undo.doneBy", { name: isolated(nairobi.supervisor) }));
				await expect(main.locator(":focus")).toContainText(say("imports:undo.reversed", { count: 19 }));
				await desk.look("import-undone");
				await imports.open();
				await desk.look("imports-history");
			});
		});
	});
}

const messy = [
	"Bénéficiaires de juin;;;",
	";;;",
	"Nom complet;Téléphone;Village;Remarque",
	"Aïcha N’Diaye;0712 345 678;Thiès;à rappeler",
	"François Sène;0712 345 678;Mbour;même téléphone",
	"Zoé Traoré;7,12E+08;Kaolack;",
	"Aïcha N’Diaye;0712 345 678;Thiès;deux fois",
	";;;",
	"Ousmane Bâ;0712 345 679;Fatick;",
	"Mariama Kane;0712;Louga;",
].join("\r\n");

/** As a spreadsheet program of western Europe writes it. */
const windows1252 = (text: string) =>
	Buffer.from([...text].map((letter) => (letter === "’" ? 0x92 : (letter.codePointAt(0) ?? 0x3f))));

test.describe("files as they come", () => {
	test("what can't be read says why and what to do; a messy table is put right, decided and continued later", async ({
		desk,
	}) => {
		test.slow();
		const { page, say } = desk;
		await desk.setUp(nairobi);
		await rail(page, say).places.waitFor();
		const imports = importPage(page, say);
		const { main, button } = imports;

		await test.step("a web page called .xls is refused in words, and another file is one button away", async () => {
			await imports.open();
			await imports.choose({
				name: "liste.xls",
				mimeType: "application/vnd.ms-excel",
				buffer: Buffer.from("<html><body><table><tr><td>Amina</td></tr></table></body></html>"),
			});
			await expect(main.getByRole("alert")).toContainText(say("problems:file-html", { file: "liste.xls" }));
			await desk.look("import-html");
			await imports.choose({ name: "liste.csv", mimeType: "text/csv", buffer: windows1252(messy) }, "choose.another");
			await expect(main.getByRole("heading", { level: 2 })).toBeFocused();
		});

		await test.step("another file on the same step begins at its heading; the button that chose it is gone", async () => {
			await expect(main.getByRole("cell", { name: "Aïcha N’Diaye" }).first()).toBeVisible();
			await button("choose.another").focus();
			await imports.choose({ name: "liste.csv", mimeType: "text/csv", buffer: windows1252(messy) }, "choose.another");
			await expect(main.getByRole("heading", { level: 2 })).toBeFocused();
		});

		await test.step("separator and letters were found, and may be chosen otherwise", async () => {
			await imports.expectStep("file");
			await expect(main.getByLabel(say("imports:csv.separator"))).toHaveValue(";");
			await expect(main.getByLabel(say("imports:csv.encoding"))).toHaveValue("windows-1252");
			await expect(main.getByRole("cell", { name: "Aïcha N’Diaye" }).first()).toBeVisible();
			await main.getByLabel(say("imports:csv.encoding")).selectOption("utf-8");
			await expect(main.getByRole("alert")).toContainText(
				say("problems:encoding-wrong", { file: "liste.csv", encoding: "utf-8" }),
			);
			await button("file.asFound").click();
			await expect(main.getByRole("heading", { level: 2 })).toBeFocused();
		});

		await test.step("the headers below a title are found, and taken with one press", async () => {
			await expect(main).toContainText(say("imports:file.titleAbove", { row: 1 }));
			await desk.look("import-title");
			await button("file.beginAt", { row: 3 }).click();
			await expect(main.getByLabel(say("imports:file.headersIn"))).toBeFocused();
			await expect(main).toContainText(say("imports:file.aboveLeftOut"));
			await expect(main.getByLabel(say("imports:file.headersIn"))).toHaveValue("3");
			await expect(main.getByRole("columnheader", { name: "Nom complet" })).toBeVisible();
			await button("next").click();
		});

		await test.step("left in the middle, it is continued from where it was", async () => {
			await imports.expectStep("type");
			await main.getByRole("combobox", { name: say("imports:type.type") }).fill("patient");
			await rail(page, say).go("contacts");
			await imports.open();
			await main.getByRole("link", { name: say("imports:unfinished.continue") }).click();
			await expect(main.getByRole("combobox", { name: say("imports:type.type") })).toHaveValue("patient");
			await button("nextStep").click();
			await expect(main).toContainText("+254 712 345678");
			await button("check.go").click();
		});

		await test.step("each row has its verdict; a column that is dropped is named before it is too late", async () => {
			await imports.expectRows("new", 2);
			await imports.expectRows("decide", 2);
			await imports.expectRows("refused", 2);
			await expect(main).toContainText("Remarque");
			await main.getByRole("button", { name: `${say("imports:rows.all")} 6`, exact: true }).click();
			const skip = page.getByRole("button", { name: say("imports:rows.skipRow", { row: 7 }) });
			const seventh = main.getByRole("row").filter({ has: skip });
			await skip.click();
			await expect(seventh).toContainText(say("imports:decision.skip"));
			await main.getByRole("gridcell", { name: "Aïcha N’Diaye", exact: true }).first().click();
			await imports.fix("Nom complet", "Aïcha Diop");
			// Something else is said of the row that was like it, so it is asked about anew, and that is seen.
			await expect(seventh).toContainText(say("imports:verdict.decide"));
			await skip.click();
			await main.getByRole("button", { name: say("imports:rows.takeRow", { row: 5 }) }).click();
			await expect(main).toContainText(say("imports:confirm.cases", { created: 3, updated: 0 }));
			await desk.look("import-decided");
		});

		await test.step("a correction counts without Enter too: wrong still, nothing begins; right, it is imported with the rest", async () => {
			await main.getByRole("button", { name: `${say("imports:verdict.refused")} 2`, exact: true }).click();
			await main.getByRole("row").filter({ hasText: "Mariama" }).getByText("0712").click();
			await expect(imports.cell("Téléphone")).toBeFocused();
			await page.keyboard.type("0712 34");
			await button("confirm.go").click();
			await expect(
				main
					.getByRole("status")
					.filter({ hasText: say("imports:verdict.refused") })
					.first(),
			).toBeAttached();
			await expect(imports.cell("Téléphone")).toHaveValue("0712 34");
			await expect(button("confirm.go")).toBeEnabled();
			await imports.cell("Téléphone").fill("0712 345 671");
			await button("confirm.go").click();
			await expect(main).toContainText(say("imports:outcome.cases", { created: 4, updated: 0 }), { timeout: 30_000 });
			await expect(main).toContainText(
				[say("imports:confirm.refused", { count: 1 }), say("imports:confirm.leftOut", { count: 1 })].join(" "),
			);
		});

		await test.step("a row that was refused is put right afterwards and imported too", async () => {
			await main.getByRole("button", { name: `${say("imports:verdict.refused")} 1`, exact: true }).click();
			await main.getByRole("row").filter({ hasText: "Zoé" }).getByText("7,12E+08").click();
			await imports.fix("Téléphone", "0712345670");
			await button("confirm.rest").click();
			await expect(main).toContainText(say("imports:outcome.cases", { created: 5, updated: 0 }), { timeout: 30_000 });
			const saving = page.waitForEvent("download");
			await button("files.result").click();
			expect((await saving).suggestedFilename()).toMatch(/\.xlsx$/);
		});

		await test.step("a file that was chosen before is one press away, and is known to be imported", async () => {
			await imports.open();
			await desk.look("imports-recent");
			await main.getByRole("button", { name: "liste.csv", exact: true }).click();
			await imports.expectStep("file");
			await expect(main).toContainText(say("imports:known.already"));
		});
	});
});
