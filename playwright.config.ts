import { defineConfig } from "@playwright/test";
import { electronBinary } from "./e2e/fixtures/electron-binary.ts";

/**
 * Journeys through the built product. `scripts/journeys.mjs` builds it, finds a browser and hands its path over in
 * OUTPOST_BROWSER.
 */
export default defineConfig({
	testDir: "e2e",
	testMatch: "**/*.journey.ts",
	outputDir: "test-results",
	// Every journey starts an office of its own; two at a time keep a small machine busy and no more.
	workers: 2,
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	retries: 0,
	timeout: 180_000,
	expect: { timeout: 10_000 },
	reporter: [["list"]],
	use: {
		viewport: { width: 1366, height: 768 },
		locale: "en-GB",
		timezoneId: "Africa/Nairobi",
		actionTimeout: 10_000,
		screenshot: "only-on-failure",
		// Recording each picture and each step's page costs more than the journey itself.
		trace: process.env.OUTPOST_TRACE ? "retain-on-failure" : "off",
		launchOptions: {
			executablePath: process.env.OUTPOST_BROWSER,
			args: [
				"--no-sandbox",
				"--disable-gpu",
				"--disable-dev-shm-usage",
				"--disable-background-networking",
				// What is drawn without a graphics card is drawn for less in the browser's own process.
				...(process.platform === "linux" ? ["--in-process-gpu"] : []),
			],
		},
	},
	projects: [
		{ name: "browser", use: { browserName: "chromium" } },
		...(electronBinary() ? [{ name: "electron", metadata: { electron: true } }] : []),
	],
});
