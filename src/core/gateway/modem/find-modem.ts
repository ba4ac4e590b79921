import { fail, ok, type Result } from "../../ground/index.ts";
import { type AtSession, openAtSession } from "../at/at-session.ts";
import type { Line, SerialPorts } from "../line/line.ts";
import { type ModemMemory, recallModem, rememberModem } from "./modem-memory.ts";
import type { Post } from "./post.ts";
import { markLateAnswer } from "./send-next.ts";
import { type StartedModem, startModem } from "./start-modem.ts";
import { triedPins } from "./tried-pins.ts";

/** A modem that was found and started. */
export interface Found {
	line: Line;
	session: AtSession;
	started: StartedModem;
	memory: ModemMemory;
}

export interface FindWishes {
	post: Post;
	serial: SerialPorts;
	/** Ports with another modem, and when they may be looked at again (steady clock). */
	others: Map<string, number>;
	onOpened(session: AtSession): void;
}

/** Problems that only say "not on this port", those last that tell a person most. All others end the search. */
const tellsOfPort = [
	"port-missing",
	"other-modem",
	"not-a-command-port",
	"port-failed",
	"modem-silent",
	"modem-not-for-texts",
	"port-busy",
	"port-denied",
];
const usualSpeed = 115_200;
const otherForMs = 30_000;

/**
 * Opens the port where this modem is, whatever its name is today, and starts it. The modem is known by its IMEI from the first time
 * on. Problems: those of the line and of `startModem`, the most telling one where no port has it.
 */
export async function findModem(wishes: FindWishes): Promise<Result<Found>> {
	const { post, serial, others } = wishes;
	const { clock } = post.deps;
	let worst = { port: "", code: "port-missing" };
	for (const port of await portsToTry(wishes)) {
		const isOthers = (others.get(port) ?? 0) > clock.upMs();
		const found = isOthers ? fail("other-modem") : await findOn(wishes, port);
		if (found.ok || post.isLeaving) return found;
		const { code } = found.problem;
		if (code === "other-modem" && !isOthers) others.set(port, clock.upMs() + otherForMs);
		else if (code === "port-missing") others.delete(port);
		if (!tellsOfPort.includes(code)) return found;
		if (tellsOfPort.indexOf(code) >= tellsOfPort.indexOf(worst.code)) worst = { port, code };
	}
	// A program that reads the same port eats the answers.
	const mayBeHeld = worst.code === "port-busy" || worst.code === "modem-silent";
	const holder = mayBeHeld ? await serial.holder?.(worst.port) : undefined;
	return holder ? fail("port-busy", { details: { holder } }) : fail(worst.code);
}

/** The port where it was last first, then those set by hand, then those of known modems. */
async function portsToTry({ post, serial, others }: FindWishes): Promise<string[]> {
	const { record, deps } = post;
	const there = [...record.ports, ...(await serial.list())];
	for (const port of others.keys()) if (!there.includes(port)) others.delete(port);
	const last = recallModem(deps.store, record.imei).port;
	return [...new Set(last !== null && there.includes(last) ? [last, ...there] : there)];
}

/** Real serial lines have a speed that must be found; on USB none matters. */
async function findOn(wishes: FindWishes, port: string): Promise<Result<Found>> {
	const { post, serial } = wishes;
	const known = recallModem(post.deps.store, post.record.imei);
	const speeds = [
		...new Set([
			...(known.port === port && known.baud !== null ? [known.baud] : []),
			...(serial.speeds?.(port) ?? [usualSpeed]),
		]),
	];
	let last: Result<Found> = fail("port-missing");
	for (const speed of speeds) {
		last = await tryPort(wishes, port, speed);
		if (last.ok || last.problem.code !== "modem-silent" || post.isLeaving) break;
	}
	return last;
}

async function tryPort({ post, serial, onOpened }: FindWishes, port: string, baud: number): Promise<Result<Found>> {
	const { deps, record, ear, waker } = post;
	const opened = await serial.open(port, baud);
	if (!opened.ok) return opened;
	const line = opened.value;
	const session = openAtSession({
		line,
		timing: deps.timing,
		upMs: deps.clock.upMs,
		onUnsolicited: ear.heard,
		onLateSent: (reference) => markLateAnswer(post, reference),
		onClosed: waker.wake,
	});
	onOpened(session);
	let kept = false;
	try {
		const started = await startModem(session, {
			timing: deps.timing,
			pin: record.pin,
			tried: triedPins(deps.store, record.name),
			isWanted: (imei) => isOurs(post, imei),
			restForSim: (ms) => restForSim(post, ms),
		});
		if (!started.ok) return started;
		kept = remember(post, started.value, port, baud);
		const memory = { ...recallModem(deps.store, started.value.imei) };
		return kept ? ok({ line, session, started: started.value, memory }) : fail("other-modem");
	} finally {
		if (!kept) await line.close();
	}
}

async function restForSim(post: Post, ms: number): Promise<void> {
	const { ear, waker, deps } = post;
	ear.simIsReady = false;
	const untilMs = deps.clock.upMs() + ms;
	while (!ear.simIsReady && !post.isLeaving && deps.clock.upMs() < untilMs)
		await waker.rest(untilMs - deps.clock.upMs());
}

/** A gateway keeps to the modem it was first started with, and takes none of another gateway's. Simulated ones stand on no port. */
function isOurs({ deps, record }: Post, imei: string | null): boolean {
	if (imei === null) return true;
	if (record.imei !== null) return record.imei === imei;
	return !deps.store
		.prepare("SELECT 1 FROM gateway WHERE imei = ? AND kind = ? AND name <> ?")
		.get(imei, record.kind, record.name);
}

/** False where another gateway was quicker to take the same stick by another of its ports. */
function remember(post: Post, { imei, sim }: StartedModem, port: string, baud: number): boolean {
	const { deps, record } = post;
	const { store } = deps;
	return store.write(() => {
		if (!isOurs(post, imei)) return false;
		record.imei ??= imei;
		store
			.prepare(
				"UPDATE gateway SET imei = COALESCE(imei, ?), imsi = ? WHERE name = ? AND (imei IS NULL OR imsi IS NOT ?)",
			)
			.run(imei, sim, record.name, sim);
		rememberModem(store, imei, { port, baud });
		return true;
	});
}
