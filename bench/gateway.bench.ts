// The gateway over the simulated modem on a pseudo-terminal, against other gateways on the same modem in the same run.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { openRadio, phone, words } from "./gateway/outpost-office.ts";
import { missingPeers, type Peer, peers, stopPeer } from "./gateway/peers.ts";
import { pause, plugInStick, type Stick, until } from "./gateway/stick.ts";
import { report, round, timingOf } from "./measure.ts";

const texts = 200;
/** Sent first, and counted apart: a program whose code is compiled as it runs is at its pace only then. */
const firstTexts = 400;
const slowTexts = 40;
const sendDelayMs = 200;
const notices = 200;
const unplugs = 10;
/** How long the port is away before it appears, in ms: soon, and after every pause has grown. */
const absences = [500, 3_000, 8_000, 16_000];
const soakTexts = Number(process.env.BENCH_SOAK ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), "outpost-bench-sticks-"));
let sticks = 0;
const newLink = () => {
	sticks += 1;
	return join(folder, `stick${sticks}`);
};

try {
	const outpost = await ratesOfOutpost(texts, 0, firstTexts);
	const instant = { outpost: outpost.rate };
	const slow = { outpost: (await ratesOfOutpost(slowTexts, sendDelayMs)).rate };
	const noticeMs = await noticeToCommit();
	const { unpluggedMs, backMs } = await unplugAndReplug();
	const firstSendMs = await portToFirstSend();
	const missing = missingPeers();
	for (const [name, why] of missing) console.error(`${name} is left out: ${why}.`);
	const there = peers.filter(({ name }) => !missing.has(name));
	const peerRates = async (count: number, delayMs: number) =>
		Object.fromEntries(
			await Promise.all(there.map(async (peer) => [peer.name, await rateOfPeer(peer, count, delayMs)])),
		);
	const instantRates = { ...instant, ...(await peerRates(texts, 0)) };
	const slowRates = { ...slow, ...(await peerRates(slowTexts, sendDelayMs)) };
	// Last, since it takes minutes and no time of it is judged.
	console.error(`Memory over ${soakTexts} texts …`);
	const memory = await soak();
	report("gateway", {
		texts,
		firstTexts,
		firstPerSecond: outpost.firstPerSecond,
		instant: instantRates,
		slowTexts,
		sendDelayMs,
		slow: slowRates,
		noticeMs,
		firstSendMs,
		unpluggedMs,
		backMs,
		memory,
		missing: Object.fromEntries(missing),
	});
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** Texts a second from the first to the last that the modem took, by its own log; of all of them those from number `from`. */
function rateOf(stick: Stick, count: number, from = 0) {
	const accepted = stick.accepted();
	const numbers = new Set(accepted.map(({ to }) => to));
	if (accepted.length !== from + count || numbers.size !== from + count)
		throw new Error(`${accepted.length} texts to ${numbers.size} numbers, not ${from + count}`);
	const at = accepted.slice(from).map((event) => event.at);
	const gaps = at.slice(1).map((ms, nth) => ms - (at[nth] ?? ms));
	return { perSecond: round((1000 * (count - 1)) / ((at.at(-1) ?? 0) - (at[0] ?? 0))), gapMs: timingOf(gaps) };
}

/** Of `count` texts after the first ones, queued together as all of those are delivered; and of as many at the very beginning. */
async function ratesOfOutpost(count: number, delayMs: number, first = 0) {
	const link = newLink();
	const stick = await plugInStick(link, "--send-delay", String(delayMs));
	const radio = openRadio({ port: link });
	radio.gateways.start();
	let firstPerSecond: number | null = null;
	for (let sent = 0; sent < first; sent += count) {
		await sendAll(count, sent);
		firstPerSecond ??= rateOf(stick, count).perSecond;
	}
	await sendAll(count, first);
	await radio.close();
	const rate = rateOf(stick, count, first);
	await stick.end();
	return { rate, firstPerSecond };

	async function sendAll(more: number, before: number) {
		radio.queue(more);
		await until(() => stick.accepted().length >= before + more, 60_000 + more * delayMs * 2, "all texts");
		await radio.gateways.untilIdle();
	}
}

async function rateOfPeer(peer: Peer, count: number, delayMs: number) {
	const link = newLink();
	const place = mkdtempSync(join(folder, `${peer.name}-`));
	const stick = await plugInStick(link, "--send-delay", String(delayMs));
	peer.prepare(place, link, true);
	for (let nth = 1; nth <= count; nth += 1) peer.queue(place, nth, phone(nth), words(nth));
	const child = peer.start(place);
	await until(() => stick.accepted().length >= count, 600_000, `${count} texts of ${peer.name}`);
	const rate = rateOf(stick, count);
	await stopPeer(child);
	await stick.end();
	return rate;
}

/** From the order to deliver a text until it is committed and told, the way to the modem's program included. */
async function noticeToCommit() {
	const link = newLink();
	const stick = await plugInStick(link);
	const radio = openRadio({ port: link });
	let received = 0;
	let heardAt = 0;
	radio.on(({ event }) => {
		if (event !== "received") return;
		received += 1;
		heardAt = performance.now();
	});
	radio.gateways.start();
	await until(() => radio.gateways.list("any")[0]?.state === "ready", 15_000, "ready");
	await pause(500);
	const times: number[] = [];
	for (let nth = 0; nth < notices; nth += 1) {
		const started = performance.now();
		stick.order({ from: phone(nth), text: words(nth) });
		while (received <= nth) await pause(1);
		times.push(heardAt - started);
		await pause(20);
	}
	await radio.close();
	await stick.end();
	return timingOf(times);
}

async function unplugAndReplug() {
	const link = newLink();
	const stick = await plugInStick(link);
	const radio = openRadio({ port: link });
	let absentAt = 0;
	radio.on(({ event, state }) => {
		if (event === "state" && state === "absent") absentAt = Date.now();
	});
	radio.gateways.start();
	await until(() => radio.gateways.list("any")[0]?.state === "ready", 15_000, "ready");
	const noticed: number[] = [];
	const back: number[] = [];
	for (let nth = 0; nth < unplugs; nth += 1) {
		await pause(300);
		const before = stick.log.length;
		absentAt = 0;
		stick.order({ unplug: 500 + nth * 700 });
		await until(() => absentAt > 0, 20_000, "absent");
		const since = () => stick.log.slice(before);
		await until(() => since().some(({ event }) => event === "unplugged"), 5_000, "the log to say so");
		noticed.push(Math.max(0, absentAt - at(since(), "unplugged")));
		radio.queue(1);
		await until(() => since().some(({ event }) => event === "sms_accepted"), 60_000, "sending again");
		back.push(at(since(), "sms_accepted") - at(since(), "port"));
	}
	await radio.close();
	await stick.end();
	return { unpluggedMs: timingOf(noticed), backMs: timingOf(back) };
}

async function portToFirstSend() {
	const times: number[] = [];
	for (const absence of absences) {
		const link = newLink();
		const radio = openRadio({ port: link });
		radio.queue(1);
		radio.gateways.start();
		await pause(absence);
		const stick = await plugInStick(link);
		await until(() => stick.accepted().length === 1, 30_000, "the first text");
		times.push(at(stick.log, "sms_accepted") - at(stick.log, "port"));
		await radio.close();
		await stick.end();
	}
	return timingOf(times);
}

async function soak(): Promise<object> {
	const options = ["--disable-warning=ExperimentalWarning", "--expose-gc"];
	const script = join(import.meta.dirname, "gateway/flat-memory.ts");
	const { stdout } = await promisify(execFile)(process.execPath, [...options, script, String(soakTexts)], {
		timeout: 20 * 60_000,
	});
	return JSON.parse(stdout) as object;
}

function at(log: readonly { event: string; at: number }[], event: string): number {
	const found = log.find((line) => line.event === event);
	if (!found) throw new Error(`no ${event} in the modem's log`);
	return found.at;
}
