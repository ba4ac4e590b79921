import { isolated } from "../src/renderer/components/isolated.ts";
import { type StandIn, startStandIn } from "../src/testing/hq-stand-in/stand-in.ts";
import { expect, test } from "./fixtures/office.ts";
import { contactPage } from "./pages/contact.ts";
import { nairobi } from "./pages/first-run.ts";
import { hqPage } from "./pages/hq.ts";
import { rail } from "./pages/rail.ts";
import { registerPage } from "./pages/register.ts";

const casesThere = 1000;
const aheadMs = 3 * 60 * 60_000;

let hq: StandIn;
test.beforeEach(async () => {
	hq = await startStandIn();
	for (let n = 0; n < casesThere; n++) hq.held.change(`there-${n}`, { case_name: `Achieng ${n}`, owner_id: hq.user });
});
test.afterEach(() => hq.close());

for (const language of ["en", "ar"]) {
	test.describe(language, () => {
		test.use({ language, viewport: { width: 1024, height: 600 } });
		test("a first download that is held and goes on, a change that HQ does not take, and each way HQ may refuse", async ({
			desk,
		}) => {
			test.setTimeout(300_000);
			const { page, say } = desk;
			await desk.setUp(nairobi);
			const places = rail(page, say);
			const scene = hqPage(page, say);
			const answers = (status: number) => {
				hq.manners.inPlaceOf = (_request, response) => {
					response.writeHead(status).end();
					return true;
				};
			};

			await test.step("the first download", async () => {
				hq.manners.roundTripMs = 1_500;
				await places.go("hq");
				await scene.tab("connection");
				await scene.fill({ url: hq.url, project: hq.project, user: hq.user, apiKey: hq.apiKey });
				await scene.save();
				await scene.says("connection.savedGoes");
				await scene.tab("state");
				const download = scene.main.getByRole("progressbar");
				await expect(download).toBeVisible({ timeout: 20_000 });
				await scene.press("download.hold");
				await scene.says("download.held");
				await desk.look(`hq-troubles-${language}-download`);
				hq.manners.roundTripMs = 0;
				await scene.press("download.goOn");
				await expect(download).toBeHidden({ timeout: 60_000 });
				await scene.says("allThere");
			});

			await test.step("a change that HQ does not take", async () => {
				hq.held.refuse = (id) => !id.startsWith("there-");
				await page.locator("body").press("n");
				const form = registerPage(page, say);
				await form.fill({ name: "Chebet Kiprop", phone: "+254 722 123 456", consent: "yes" });
				await form.save();
				await expect(contactPage(page, say).heading).toContainText("Chebet Kiprop");
				await places.go("hq");
				await scene.tryNow();
				await scene.tab("parked");
				await expect(scene.main).toContainText("Chebet Kiprop", { timeout: 20_000 });
				await desk.look(`hq-troubles-${language}-parked`);
				await scene.tab("state");
				await scene.says("allButDecisions", { parked: 1, conflicts: 0 });
				await desk.look(`hq-troubles-${language}-decisions`);
				await places.go("home");
				await expect(scene.main).toContainText(say("shell:home.need.hqParked", { count: 1 }));
				await desk.look(`hq-troubles-${language}-home`);
				hq.held.refuse = () => false;
				await scene.main.getByRole("link", { name: say("shell:home.need.hqParked", { count: 1 }) }).click();
				await scene.press("parked.againOf", { name: isolated("Chebet Kiprop") });
				await scene.says("parked.none");
				await expect(scene.main.locator(":focus")).toContainText(say("hq:parked.none"));
				await expect(
					scene.main
						.getByRole("status")
						.filter({ hasText: say("hq:parked.sentAgain", { name: isolated("Chebet Kiprop") }) }),
				).toBeAttached();
				await scene.tryNow();
				await scene.tab("state");
				await scene.says("allThere");
			});

			await test.step("who is not let in, and what is not there", async () => {
				for (const [status, why] of [
					[401, "wrong-key"],
					[403, "not-allowed"],
					[404, "no-such-project"],
				] as const) {
					answers(status);
					await scene.tryNow();
					await scene.says(`why.${why}`);
					await desk.look(`hq-troubles-${language}-${why}`);
				}
				await scene.tab("history");
				await desk.look(`hq-troubles-${language}-history`);
				await scene.tab("state");
			});

			await test.step("another server that is typed, and an answer about what is typed no more", async () => {
				const url = page.getByLabel(say("hq:connection.url"), { exact: true });
				await scene.tab("connection");
				await scene.fill({ url: "https://other.example.org" });
				await scene.says("connection.apiKeyOfAnother");
				await scene.test();
				await expect(scene.main).toContainText(say("problems:hq-key-of-another"));
				await desk.look(`hq-troubles-${language}-key-of-another`);
				await url.fill(hq.url);
				await scene.says("connection.apiKeyKept");
				hq.manners.inPlaceOf = null;
				hq.manners.roundTripMs = 300;
				await scene.test();
				await scene.says("test.busy");
				await scene.fill({ user: "somebody.else@example.org" });
				await expect(scene.main).not.toContainText(say("hq:test.busy"), { timeout: 20_000 });
				await expect(scene.main).not.toContainText(say("hq:test.well"));
				await scene.fill({ user: hq.user });
				await scene.says("test.well");
				hq.manners.roundTripMs = 0;
				await scene.tab("state");
			});

			await test.step("a clock that is wrong", async () => {
				hq.manners.date = new Date(Date.now() - aheadMs).toUTCString();
				await scene.tryNow();
				await scene.says("clockAhead", { number: aheadMs / 60_000 });
				await desk.look(`hq-troubles-${language}-clock`);
			});
		});
	});
}
