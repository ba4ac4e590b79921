import type { Result } from "../../ground/index.ts";
import type { AtSession } from "../at/at-session.ts";
import type { GatewayDeps } from "../deps.ts";
import type { GatewayRecord } from "../directory/gateway-record.ts";
import type { SerialPorts } from "../line/line.ts";
import { type Balance, giveUpBalance, wishBalance } from "./ask-balance.ts";
import { findModem } from "./find-modem.ts";
import type { ModemStatus } from "./modem-status.ts";
import { makePost, type Phase } from "./post.ts";
import { makeReopening } from "./reopening.ts";
import { workShift } from "./work-shift.ts";

/** A modem at work. */
export interface RunningModem {
	/** Something may have changed: a text was queued, the gateway was paused or set up anew. */
	wake(record?: GatewayRecord): void;
	/** Finishes the SMS under way and closes the port. */
	stop(): Promise<void>;
	/** Lets go at once, without a word to the modem: the lease is lost. */
	drop(): void;
	status(): ModemStatus;
	phase(): Phase;
	/** Milliseconds of the steady clock when a part last went out with its report still open; null where none is. */
	reportAwaitedSince(): number | null;
	/** Problems as `Gateways.balance`. */
	balance(): Promise<Result<Balance>>;
	dialogue(): readonly string[];
}

export interface ModemWiring {
	deps: GatewayDeps;
	record: GatewayRecord;
	serial: SerialPorts;
}

const shortestShiftMs = 5_000;

/** Runs one modem until it is stopped (modem §5): find and start it, work it until its port is gone, look for it again. */
export function runModem({ deps, record, serial }: ModemWiring): RunningModem {
	const { clock, log } = deps;
	const post = makePost(deps, record);
	const { ear, status, waker } = post;
	const reopening = makeReopening(post, serial);
	const others = new Map<string, number>();
	let session: AtSession | null = null;
	let setUpAnew = false;

	async function life(): Promise<void> {
		while (!post.isLeaving) {
			const beganMs = clock.upMs();
			let code: string | null;
			try {
				code = await turn();
			} catch (error) {
				// Such as a full disk: nothing more is done, and it is tried again as long as it takes.
				log.error(`gateway ${post.gateway} stopped working`, error);
				code = "gateway-failed";
				show(code);
			}
			giveUpBalance(post);
			post.phase = "held";
			// A modem that says at each start that it starts must not keep us busy.
			if (!ear.hasRebooted || clock.upMs() - beganMs < shortestShiftMs) await pause(reopening.pauseMs(code));
		}
	}

	/** Looks for the modem once and works it as long as it is there. Returns why it could not be had, null where it could. */
	async function turn(): Promise<string | null> {
		post.phase = "working";
		ear.clear();
		if (!["absent", "stuck"].includes(status.now().state)) status.set({ state: "starting", problem: null });
		const found = await findModem({
			post,
			serial,
			others,
			onOpened: (opened) => {
				session = opened;
			},
		});
		if (!found.ok) {
			const { code, details } = found.problem;
			const isAway = code.startsWith("port-") || code === "other-modem";
			status.setAway(isAway ? "absent" : "stuck", code, wordsOf(details));
			if (!post.isLeaving) await reopening.resetIfStuck(code);
			return code;
		}
		reopening.worked();
		try {
			if (!post.isLeaving) await workShift(post, found.value);
			if (found.value.session.isClosed() && !post.isLeaving) status.setAway("absent", "port-missing");
		} finally {
			await found.value.line.close();
			session = null;
		}
		return null;
	}

	function show(code: string): void {
		try {
			status.setAway("stuck", code);
		} catch (error) {
			log.error(`the state of gateway ${post.gateway} could not be written down`, error);
		}
	}

	/** Ends early only where a person changed something about the gateway: texts that are queued meanwhile bring no modem back. */
	async function pause(ms: number): Promise<void> {
		setUpAnew = false;
		const untilMs = clock.upMs() + ms;
		while (!post.isLeaving && !setUpAnew && clock.upMs() < untilMs) await waker.rest(untilMs - clock.upMs());
	}

	const ended = life();

	return {
		wake(newRecord) {
			if (newRecord) {
				const isAnew = JSON.stringify(newRecord) !== JSON.stringify(post.record);
				post.record = newRecord;
				if (isAnew) {
					setUpAnew = true;
					status.again();
				}
			}
			waker.wake();
		},
		async stop() {
			post.isLeaving = true;
			waker.wake();
			await ended;
			status.setAway("off", null);
		},
		drop() {
			post.isLeaving = true;
			waker.wake();
		},
		status: status.now,
		phase: () => post.phase,
		reportAwaitedSince: () => (post.awaited.reports > 0 ? post.awaited.sinceMs : null),
		balance: () => wishBalance(post),
		dialogue: () => session?.dialogue() ?? [],
	};
}

function wordsOf(details: Readonly<Record<string, unknown>> = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]));
}
