import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { practicePhone } from "./pages/practice-phone.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";

const names = [
	`<img src=x onerror="document.title='taken'">`,
	`</script><script>document.title='taken'</script>`,
	"Robert'); DROP TABLE case_record;--",
	"\u202egnp.exe \u2066Kamau",
	'=HYPERLINK("http://127.0.0.1/","x")',
	`{{name}} $t(shell:failed.title) ${"W".repeat(120)}`,
	"𓀀𓀁 👩🏾‍⚕️ \u200eNg'ang'a",
];

/** Signs of direction do not outlive the saving of a name. */
const turningSigns = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

test("names and texts that try to be something else are shown as they are", async ({ desk }) => {
	const { page, say } = desk;
	page.on("dialog", (dialog) => {
		throw new Error(`a dialog opened: ${dialog.message()}`);
	});
	await desk.setUp(nairobi);
	for (const [index, name] of names.entries()) {
		await rail(page, say).go("contacts");
		await page.locator("body").press("n");
		const form = registerPage(page, say);
		await form.fill({ name, phone: `0712 345 60${index}`, consent: "yes" });
		await form.save();
		await expect(contactPage(page, say).heading).toContainText(name.replace(turningSigns, "").slice(0, 60));
	}
	await desk.look("hostile-contact");
	const phone = practicePhone(page, say);
	await phone.open();
	await phone.be("254712345600");
	for (const name of names.slice(0, 2)) {
		await phone.text(name);
		await phone.sees(name);
	}
	await rail(page, say).go("contacts");
	await expect(page.getByRole("main")).toContainText("DROP TABLE");
	await desk.look("hostile-list");
	await rail(page, say).go("messages");
	await desk.look("hostile-messages");
	await expect(page).not.toHaveTitle(/taken/);
	expect(await page.locator("img[src=x]").count()).toBe(0);
});
