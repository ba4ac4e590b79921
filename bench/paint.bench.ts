// What a person waits for at the screen: from the start of the program to the sign-in scene, and from a key press to its results.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { type FilledFolder, filledFolders, largestFolder } from "./filled-folder.ts";
import { report, timingOf } from "./measure.ts";
import { benchStaff } from "./open-office.ts";
import { makePeople } from "./people.ts";

interface Settled {
	ask: number;
	answer: number;
	paint: number;
	whole: number;
}

/** What `watch-paint.js` notes in the page. */
interface Watched {
	paintBench: { signInAt: number; settled: Settled[] };
}

const root = join(import.meta.dirname, "..");
const starts = 5;
const names = 40;
const keysPerName = 4;
const pauseMs = 40;
const patienceMs = 1500;

const browser = await chromium.launch({
	executablePath: process.env.OUTPOST_BROWSER,
	args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
});
try {
	const startMs: number[] = [];
	for (let time = 0; time < starts; time++) startMs.push(await startToSignIn(browser));
	const offices = [];
	for (const folder of filledFolders()) offices.push(await keysToResults(browser, folder));
	report("paint", { startToSignIn: { cases: largestFolder().cases, ...timingOf(startMs) }, keyToResults: offices });
} finally {
	await browser.close();
}

async function startToSignIn(within: Browser): Promise<number> {
	const started = Date.now();
	const host = await startHost(largestFolder().folder);
	const page = await openPage(within, host.url);
	try {
		await page.waitForFunction(() => (globalThis as unknown as Watched).paintBench.signInAt > 0);
		return (await page.evaluate(() => (globalThis as unknown as Watched).paintBench.signInAt)) - started;
	} finally {
		await page.context().close();
		await host.stop();
	}
}

async function keysToResults(within: Browser, { folder, cases }: FilledFolder) {
	const host = await startHost(folder);
	const page = await openPage(within, host.url);
	try {
		const pin = page.locator("main input[type=password]");
		await pin.fill(benchStaff.pin);
		await pin.press("Enter");
		await page.locator("nav a[href$='#/contacts']").click();
		await page.locator("table[aria-busy=false] tbody tr[data-index]").first().waitFor();
		const box = page.locator("header input[type=search]");
		const seen = () => page.evaluate(() => (globalThis as unknown as Watched).paintBench.settled.length);
		const people = makePeople(cases);
		for (let at = 0; at < names; at++) {
			const { name } = people[Math.floor(((at + 0.5) * people.length) / names)] ?? { name: "" };
			await box.focus();
			for (const letter of [...name].slice(0, keysPerName)) {
				const before = await seen();
				await page.keyboard.type(letter);
				// A letter that changes no list, such as a space at the end, brings no results to wait for.
				for (let waited = 0; waited < patienceMs && (await seen()) === before; waited += pauseMs) await sleep(pauseMs);
				await sleep(pauseMs);
			}
			await box.press("Escape");
			await sleep(500);
		}
		const settled = await page.evaluate(() => (globalThis as unknown as Watched).paintBench.settled);
		const part = (name: keyof Settled) => timingOf(settled.map((one) => one[name]));
		const parts = { keyToQuestion: part("ask"), questionToAnswer: part("answer"), answerToPaint: part("paint") };
		return { cases, ...part("whole"), parts, hostRssMb: host.rssMb() };
	} finally {
		await page.context().close();
		await host.stop();
	}
}

async function openPage(within: Browser, url: string): Promise<Page> {
	const context = await within.newContext({ viewport: { width: 1366, height: 768 } });
	await context.addInitScript({ path: join(import.meta.dirname, "watch-paint.js") });
	const page = await context.newPage();
	page.setDefaultTimeout(30_000);
	await page.goto(url);
	return page;
}

async function startHost(dataDir: string) {
	const entry = join(root, "out/web/index.js");
	const child = spawn(process.execPath, [entry, "--json", "--port", "0", "--data", dataDir], {
		cwd: root,
		stdio: ["ignore", "pipe", "inherit"],
	});
	const ended = new Promise<void>((done) => child.once("exit", () => done()));
	// However this process ends, the host is not left behind.
	process.once("exit", () => child.kill("SIGKILL"));
	const late = setTimeout(() => child.kill("SIGKILL"), 300_000);
	const url = await new Promise<string>((found, failed) => {
		void ended.then(() => failed(new Error("the web host ended")));
		createInterface({ input: child.stdout }).on("line", (line) => {
			if (line.startsWith("{")) found((JSON.parse(line) as { url: string }).url);
		});
	});
	return {
		url,
		rssMb: () => residentMb(child.pid ?? 0),
		async stop() {
			child.kill("SIGTERM");
			const hurry = setTimeout(() => child.kill("SIGKILL"), 10_000);
			await ended;
			clearTimeout(hurry);
			clearTimeout(late);
		},
	};
}

/** What the process holds as the system counts it; null where it does not say. */
function residentMb(pid: number): number | null {
	try {
		const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
		return kb ? Math.round(Number(kb) / 1024) : null;
	} catch {
		return null;
	}
}
