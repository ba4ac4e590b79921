// Thirty days without a connection, 50,000 changes waiting, then a line: how long the office's calls take while a sync process uploads, how many
// forms it sends a second at 300 ms there and back and at none, beside what the same line takes, and its memory. What the line takes: a process that
// keeps nothing posts the very forms that the sync process sent, packed as they were and in their order, as many at once, to a stand-in that holds
// nothing yet, while the office works as before (`sync/post-forms.ts`).
// Half way the sync process is killed. The stand-in, a process of its own, counts what arrived.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { changeCase } from "../src/core/contacts/index.ts";
import { movableClock, newId } from "../src/core/ground/index.ts";
import { collectAll } from "../src/core/hq/run-round.ts";
import { openOutpost } from "../src/core/outpost.ts";
import type { SyncOffice } from "../src/core/outpost-types.ts";
import { databaseName, FrontDesk, signIn } from "../src/core/staff/index.ts";
import { syncFlags } from "../src/sync/child-process.ts";
import { fillCases } from "./fill-cases.ts";
import { measure, report, round, timingOf } from "./measure.ts";
import { benchProject, benchStaff, keyCost, migrationsDir, seat } from "./open-office.ts";
import { makePeople } from "./people.ts";

const people = 20_000;
const days = 30;
const changesADay = 1_000;
const slowMs = 300;
const slowSeconds = 20;
const lineSeconds = 5;
/** Short, so that a pause in which HQ's lists are read is told from the sending. */
const windowMs = 500;
const root = join(import.meta.dirname, "..");

const dataDir = mkdtempSync(join(tmpdir(), "outpost-bench-sync-"));
try {
	const port = await freePort();
	await fill(port);
	settle(join(dataDir, databaseName));
	const hq = await startHq(port);
	hq.say(`round-trip ${slowMs}`);
	const syncing = keepSyncing();
	const outpost = await openOutpost({ dataDir, migrationsDir, keyCost, startSync: syncing.start });
	const must = async <T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: { code: string } }>) => {
		const result = await answer;
		if (!result.ok) throw new Error(result.problem.code);
		return result.value;
	};
	await must(outpost.call("staff.signIn", benchStaff, seat));
	const { rows } = await must(outpost.call("cases.list", { limit: 500 }, seat));
	const status = () => must(outpost.call("hq.status", {}, seat));
	const before = await status();

	const calls: Record<string, (nth: number) => unknown> = {
		show: (nth) => must(outpost.call("cases.show", { id: rows[(nth * 7) % rows.length]?.id ?? "" }, seat)),
		search: (nth) =>
			must(outpost.call("cases.list", { search: ["wan", "kib", "07", "oti"][nth % 4], limit: 50 }, seat)),
		register: (nth) =>
			must(outpost.call("cases.register", { type: "person", name: `During ${nth}`, clientKey: newId() }, seat)),
		change: (nth) =>
			must(
				outpost.call(
					"cases.change",
					{ id: rows[(nth * 11) % rows.length]?.id ?? "", properties: [{ name: "seen", value: String(nth) }] },
					seat,
				),
			),
		status,
	};
	const times: Record<string, number[]> = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
	const memory: number[] = [];
	let slow = 0;
	const fast = { forms: 0, ms: 0 };
	const work = async (nth: number) => {
		for (const [name, call] of Object.entries(calls)) await measure([nth], call, times[name]);
		await new Promise((resolve) => setTimeout(resolve, 25));
	};
	const started = performance.now();
	// What comes before the first form, HQ's greeting and its lists, is not the forms' pace.
	while ((await hq.judge()).forms === 0) await new Promise((resolve) => setTimeout(resolve, 50));
	let seen = { at: performance.now(), forms: (await hq.judge()).forms };
	let isSlow = true;
	let killed = false;
	let nth = 0;
	let uploadedMs = 0;
	for (;;) {
		await work(nth++);
		const now = performance.now();
		if (now - seen.at < (isSlow ? slowSeconds * 1000 : windowMs)) continue;
		const { waiting } = await status();
		const { forms } = await hq.judge();
		const [sent, ms] = [forms - seen.forms, now - seen.at];
		seen = { at: now, forms };
		if (isSlow) {
			slow = (sent * 1000) / ms;
			isSlow = false;
			hq.say("round-trip 0");
			continue;
		}
		if (waiting < 500) {
			uploadedMs = now - started;
			break;
		}
		// Where it only read what HQ has, it sent nothing.
		if (sent > 0) {
			fast.forms += sent;
			fast.ms += ms;
			const rss = syncing.rssMb();
			if (rss !== null) memory.push(rss);
		}
		if (!killed && waiting < before.waiting / 2) {
			killed = true;
			syncing.kill();
			// Another process, whose memory begins anew.
			memory.length = 0;
		}
	}
	for (let tries = 0; tries < 100 && (await status()).waiting > 0; tries++)
		await new Promise((resolve) => setTimeout(resolve, 200));
	const after = await status();
	const judged = await hq.judge();
	const product = { slow, fast: (fast.forms * 1000) / fast.ms };
	const quarter = Math.ceil(memory.length / 4);
	// Before the office works beside the line alone.
	const callMs = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, timingOf(all)]));
	const kept = join(dataDir, "forms");
	await hq.keep(kept);
	hq.end();
	await syncing.stop();
	const line = {
		slow: await lineRate(kept, slowMs, lineSeconds * 1000, work),
		fast: await lineRate(kept, 0, 60_000, work),
	};
	await outpost.close();
	report("sync", {
		waiting: before.waiting,
		oldestDays: round((Date.now() - Date.parse(before.oldestWaitingAt ?? "")) / 86_400_000),
		left: after.waiting,
		parked: after.parked,
		kills: killed ? 1 : 0,
		uploadSeconds: round(uploadedMs / 1000),
		judge: judged,
		formsPerSecond: {
			slow: rateOf(slowMs, product.slow, line.slow),
			fast: rateOf(0, product.fast, line.fast),
		},
		callMs,
		syncMb: { first: Math.max(...memory.slice(0, quarter)), last: Math.max(...memory.slice(-quarter)) },
	});
} finally {
	rmSync(dataDir, { recursive: true, force: true });
}

/** Makes the office, with haste: people registered a month ago, and changes of each day queued on that day, as without a line. */
async function fill(port: number): Promise<void> {
	const clock = movableClock(new Date(Date.now() - days * 86_400_000).toISOString());
	const options = { dataDir, migrationsDir, keyCost, clock };
	const outpost = await openOutpost(options);
	const made = await outpost.call(
		"office.setUp",
		{ language: "en", project: benchProject, supervisor: benchStaff },
		seat,
	);
	if (!made.ok) throw new Error(made.problem.code);
	const nowhere = {
		url: `http://127.0.0.1:${port}`,
		project: "clinic",
		user: "office@example.org",
		apiKey: "practice-key",
	};
	await outpost.call("hq.connect", nowhere, seat);
	await outpost.close();
	const desk = new FrontDesk({ options, onOpen() {}, onSession() {} });
	const signedIn = await signIn(desk, seat, benchStaff.name, benchStaff.pin);
	const acting = desk.actingAt(seat);
	if (!signedIn.ok || !acting.ok) throw new Error("nobody could sign in to the office just made");
	const { store } = acting.value;
	for (const pragma of ["cache_size = -200000", "synchronous = OFF"]) store.prepare(`PRAGMA ${pragma}`).run();
	fillCases(acting.value, makePeople(people));
	const ids = store
		.prepare<{ id: string }>("SELECT id FROM contact_case WHERE closed_at IS NULL ORDER BY seq")
		.all()
		.map(({ id }) => id);
	await collectAll(acting.value, nowhere);
	for (let day = 1; day <= days; day++) {
		store.write(() => {
			for (let n = 0; n < changesADay; n++) {
				const id = ids[(day * changesADay + n) % ids.length] ?? "";
				changeCase(acting.value, { id, properties: [{ name: "step", value: String(day) }], acceptDoubtful: false });
			}
		});
		await collectAll(acting.value, nowhere);
		clock.pass(86_400_000);
	}
	desk.close();
}

/** What was written with haste lies on the disk, as it does in an office: else its first commit would have to wait for all of it. */
function settle(file: string): void {
	const handle = openSync(file, "r");
	fsyncSync(handle);
	closeSync(handle);
}

function rateOf(roundTripMs: number, product: number, line: number) {
	return { roundTripMs, product: round(product), line: round(line), share: round(product / line) };
}

/** Forms a second that a line takes from somebody who keeps nothing, while the office works. */
async function lineRate(forms: string, roundTripMs: number, mostMs: number, work: (nth: number) => Promise<void>) {
	const hq = await startHq();
	hq.say(`round-trip ${roundTripMs}`);
	const poster = spawn(process.execPath, [join(root, "bench/sync/post-forms.ts"), forms, String(mostMs)], {
		cwd: root,
		stdio: ["pipe", "pipe", "inherit"],
	});
	const { url, project, user, apiKey } = hq;
	poster.stdin.write(`${JSON.stringify({ url, project, user, apiKey })}\n`);
	let said: { formsPerSecond: number } | undefined;
	createInterface({ input: poster.stdout }).once("line", (line) => {
		said = JSON.parse(line) as typeof said;
	});
	let isOver = false;
	poster.once("close", () => {
		isOver = true;
	});
	for (let nth = 0; !isOver; nth++) await work(nth);
	hq.end();
	if (!said) throw new Error("the forms could not be posted again");
	return said.formsPerSecond;
}

interface Judgement {
	forms: number;
	cases: number;
	duplicates: number;
	edits: number;
	steps: number;
	outOfOrder: number;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function startHq(port = 0) {
	const child = spawn(process.execPath, [join(root, "src/testing/hq-process.ts"), String(port)], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const next = async () => JSON.parse(String((await lines.next()).value)) as unknown;
	const place = (await next()) as { url: string; project: string; user: string; apiKey: string };
	const say = (line: string) => child.stdin.write(`${line}\n`);
	return {
		...place,
		say,
		judge: () => {
			say("judge");
			return next() as Promise<Judgement>;
		},
		/** Writes down every form it took. */
		keep: (file: string) => {
			say(`keep ${file}`);
			return next();
		},
		end: () => child.kill(),
	};
}

/** The sync process as a host starts it; killed, it is started again at once. */
function keepSyncing() {
	let child: ChildProcessByStdio<Writable, Readable | null, null> | null = null;
	let isWanted = true;
	const begin = (office: SyncOffice) => {
		child = spawn(process.execPath, [...syncFlags, join(root, "src/sync/index.ts")], {
			cwd: root,
			stdio: ["pipe", "ignore", "inherit"],
		});
		child.stdin.on("error", () => {});
		child.stdin.write(`${JSON.stringify(office)}\n`);
		child.once("exit", () => {
			if (isWanted) begin(office);
		});
	};
	const stop = async () => {
		if (!isWanted) return;
		isWanted = false;
		const ended = new Promise((resolve) => child?.once("exit", resolve));
		child?.kill("SIGKILL");
		await ended;
	};
	return {
		start: (office: SyncOffice) => {
			begin(office);
			return stop;
		},
		stop,
		kill: () => child?.kill("SIGKILL"),
		rssMb: () => {
			try {
				const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child?.pid}/status`, "utf8"))?.[1];
				return kb ? Math.round(Number(kb) / 1024) : null;
			} catch {
				return null;
			}
		},
	};
}
