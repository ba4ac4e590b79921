import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, type Log, silentLog, systemClock } from "../../ground/index.ts";
import { openDatabase } from "../../storage/index.ts";
import type { GatewayEvent, GatewayOptions } from "../gateways.ts";
import type { InboundText, SendState } from "../hooks.ts";
import { openGateways } from "../open-gateways.ts";

const migrationsDir = new URL("../../../../drizzle", import.meta.url).pathname;
const key = Buffer.alloc(32, 7);

/** Short waits, so that what takes minutes in the field takes milliseconds here. */
export const quick: GatewayOptions["timing"] = {
	promptMs: 300,
	answerMs: 300,
	lateAnswerMs: 3_000,
	commandMs: 300,
	slowCommandMs: 1_000,
	probeMs: 150,
	silenceMs: 30,
	reopenMs: [30],
	lookForPortMs: 30,
	simBusyRetryMs: 20,
	simBusyForMs: 200,
	accountRestMs: 200,
	lookMs: 20,
	leaseBeatMs: 50,
	leaseMs: 300,
	absentPatienceMs: 1_000,
	reportPatienceMs: 300,
	retryScale: 0.001,
};

/** A real database with gateways on it, and a desk that notes what it is told. */
export function radioOffice({
	timing = {},
	log = silentLog,
	clock = systemClock,
	serial,
	inMemory = false,
}: {
	timing?: GatewayOptions["timing"];
	log?: Log;
	clock?: Clock;
	/** Ports of its own; left out: those of the machine. */
	serial?: GatewayOptions["serial"];
	/** Where the system has a disk in memory: a test of many offices at once is not about the disk. */
	inMemory?: boolean;
} = {}) {
	const place = inMemory && existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
	const folder = mkdtempSync(join(place, "outpost-gateway-"));
	const states = new Map<string, { state: SendState; problem: string | null }[]>();
	const texts: InboundText[] = [];
	const events: GatewayEvent[] = [];
	const desk = {
		isBehind: () => false,
		why: (_messageId: string): string | null => null,
		onText: (_text: InboundText): void => {},
	};

	const openStore = () => {
		const opened = openDatabase({ file: join(folder, "office.db"), key, migrationsDir, mayCreate: true });
		if (!opened.ok) throw new Error(opened.problem.code);
		return opened.value;
	};
	const store = openStore();
	const openHere = (here = store) =>
		openGateways({
			store: here,
			clock,
			log,
			serial,
			timing: { ...quick, ...timing },
			hooks: {
				isBehind: () => desk.isBehind(),
				whyNotSend: (messageId) => desk.why(messageId),
				onSendState: (messageId, { state, problem }) => {
					states.set(messageId, [...(states.get(messageId) ?? []), { state, problem }]);
				},
				onText: (text) => {
					desk.onText(text);
					texts.push(text);
				},
			},
		});
	const gateways = openHere();
	gateways.listen((event) => events.push(event));
	let nth = 0;
	return {
		folder,
		store,
		gateways,
		/** A second program on the same office. */
		openAgain: () => openHere(openStore()),
		states,
		texts,
		events,
		desk,
		/** Queues a text and gives its id. */
		send(text: string, { to = "15551234567", gateway = "practice", priority = "reply" as const } = {}) {
			nth += 1;
			const messageId = `m${nth}`;
			const queued = gateways.enqueue({ messageId, gateway, to, text, priority });
			if (!queued.ok) throw new Error(queued.problem.code);
			return messageId;
		},
		lastState: (messageId: string) => states.get(messageId)?.at(-1),
		/** What the simulated network took, oldest first. */
		accepted: (gateway = "practice") =>
			store
				.prepare<{ to: string; pdu: string; copies: number }>(
					'SELECT digits AS "to", content AS pdu, copies FROM simulated_text WHERE gateway = ? AND from_phone = 0 ORDER BY seq',
				)
				.all(gateway),
		async end() {
			await gateways.stop();
			store.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

export type RadioOffice = ReturnType<typeof radioOffice>;

/** Waits until it holds; fails loudly otherwise. */
export async function until(holds: () => boolean, withinMs = 5_000): Promise<void> {
	const started = Date.now();
	while (!holds()) {
		if (Date.now() - started > withinMs) throw new Error(`not within ${withinMs} ms: ${holds}`);
		await new Promise((done) => setTimeout(done, 5));
	}
}
