import { fail, type Result } from "../../ground/index.ts";
import { type AtSession, openAtSession, type Unsolicited } from "../at/at-session.ts";
import type { GatewayDeps } from "../deps.ts";
import type { GatewayRecord } from "../directory/gateway-record.ts";
import type { Line, OpenLine } from "../line/line.ts";
import { type StartedModem, startModem } from "./start-modem.ts";

/** A modem that was found and started. */
export interface Found {
	line: Line;
	session: AtSession;
	started: StartedModem;
}

export interface FindWishes {
	deps: GatewayDeps;
	record: GatewayRecord;
	openLine: OpenLine;
	/** Ports to try, those set by hand first. */
	ports(): Promise<string[]>;
	onUnsolicited(message: Unsolicited): void;
	onLateSent(reference: number): void;
	onClosed(): void;
	onOpened(session: AtSession): void;
}

/** Problems that say "not here": the next port may have it. The others are about the modem itself. */
const notHere = new Set(["port-missing", "port-busy", "port-denied", "port-failed", "modem-silent", "other-modem"]);

/**
 * Opens the port where this modem is, whatever its name is today, and starts it. The modem is known by its IMEI from the first time
 * on. Problems: those of the line and of `startModem`, the most telling one where no port has it.
 */
export async function findModem(wishes: FindWishes): Promise<Result<Found>> {
	const { deps, record } = wishes;
	let worst: Result<Found> = fail("port-missing");
	for (const port of await wishes.ports()) {
		const opened = await wishes.openLine(port);
		if (!opened.ok) {
			if (!worst.ok && worst.problem.code === "port-missing") worst = opened;
			continue;
		}
		const line = opened.value;
		const session = openAtSession({
			line,
			timing: deps.timing,
			upMs: deps.clock.upMs,
			onUnsolicited: wishes.onUnsolicited,
			onLateSent: wishes.onLateSent,
			onClosed: wishes.onClosed,
		});
		wishes.onOpened(session);
		const started = await startModem(session, {
			timing: deps.timing,
			pin: record.pin,
			pinTried: record.pinTried,
			rememberPinTried(pin) {
				deps.store.prepare("UPDATE gateway SET pin_tried = ? WHERE name = ?").run(pin, record.name);
				record.pinTried = pin;
			},
			isWanted: (imei) => record.imei === null || imei === null || imei === record.imei,
		});
		if (started.ok) {
			remember(deps, record, started.value);
			return { ok: true, value: { line, session, started: started.value } };
		}
		await line.close();
		worst = started;
		if (!notHere.has(started.problem.code)) return started;
	}
	return worst;
}

function remember({ store }: GatewayDeps, record: GatewayRecord, { imei, sim }: StartedModem): void {
	record.imei ??= imei;
	store
		.prepare("UPDATE gateway SET imei = COALESCE(imei, ?), imsi = ? WHERE name = ? AND (imei IS NULL OR imsi IS NOT ?)")
		.run(imei, sim, record.name, sim);
}
