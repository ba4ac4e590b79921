import type { AtSession, Unsolicited } from "../at/at-session.ts";
import type { GatewayDeps } from "../deps.ts";
import type { GatewayRecord } from "../directory/gateway-record.ts";
import { handleWaitingParts, takeInAll } from "../inbound/take-in.ts";
import type { OpenLine } from "../line/line.ts";
import { markSent, nextPart, openPart, type PartToSend, requeuePart } from "../outgoing/part-steps.ts";
import { type Found, findModem } from "./modem-line.ts";
import { type ModemStatus, statusKeeper } from "./modem-status.ts";
import { readSlots, type Slot, sweepStore } from "./read-store.ts";
import { type Attempt, sendPart } from "./send-part.ts";
import { makeSendingPace } from "./sending-pace.ts";
import { askForNotices, askRegistration, askSignal, type Registration, readRegistration } from "./start-modem.ts";
import { makeWaker } from "./waker.ts";

/** A modem at work. */
export interface RunningModem {
	/** Something may have changed: a text was queued, the gateway was paused or set up anew. */
	wake(record?: GatewayRecord): void;
	/** Finishes the SMS under way and closes the port. */
	stop(): Promise<void>;
	/** Lets go at once, without a word to the modem: the lease is lost. */
	drop(): void;
	status(): ModemStatus;
	/** `working`; `held`: nothing goes before something outside changes; `idle`: nothing is due. */
	phase(): "working" | "held" | "idle";
	/** Milliseconds of the steady clock when a part last went out with its report still open; null where none is. */
	reportAwaitedSince(): number | null;
	dialogue(): readonly string[];
}

export interface ModemWiring {
	deps: GatewayDeps;
	record: GatewayRecord;
	openLine: OpenLine;
	ports(): Promise<string[]>;
}

/** More texts of unknown fate in a row than these: the port is opened anew before the next one. */
const mostUnknownInRow = 2;
const mostLostPrompts = 3;
const searchingEveryMs = 5_000;
/** Delivery reports can wait a little and are then taken together. */
const mostReportsWaiting = 8;
const longestReportWaitMs = 1_000;

/** Runs one modem until it is stopped (modem §5): find, start, take in everything, then send; one thing at a time. */
export function runModem({ deps, record: setUp, openLine, ports }: ModemWiring): RunningModem {
	const { clock, timing, log } = deps;
	const name = setUp.name;
	let record = setUp;
	let session: AtSession | null = null;
	let stopping = false;
	let restart = false;
	let phase: "working" | "held" | "idle" = "working";
	let registration: Registration = "unknown";
	let arrived: Slot[] = [];
	let reportsArrived: Slot[] = [];
	let reportsSinceMs = 0;
	/** Next to go, opened already. */
	let opened: PartToSend | null = null;
	let acknowledge = 0;
	let inHand: string | null = null;
	let unanswered: { part: PartToSend; untilMs: number; sim: string } | null = null;
	let sim = "unknown";
	let reports = { awaited: 0, sinceMs: 0 };
	/** What went wrong in a row on this port. */
	let row = { unknown: 0, lostPrompts: 0, restarts: 0 };
	let dropped = false;
	const status = statusKeeper(deps, name);
	const waker = makeWaker();
	const pace = makeSendingPace(deps, name, () => record);

	const take = (pdus: readonly string[]) => {
		takeInAll(
			deps,
			pdus.map((pdu) => ({ gateway: name, sim, pdu })),
		);
		// Any report will do: this only tells whether it pays to wait.
		for (const pdu of pdus) if (reports.awaited > 0 && isReport(pdu)) reports.awaited -= 1;
	};

	function heard({ line, pdu }: Unsolicited) {
		const notice = /^\+C[MD][TS]I:\s*"?(\w+)"?\s*,\s*(\d+)/.exec(line);
		if (notice) {
			const slot = { memory: notice[1] ?? "SM", index: Number(notice[2]) };
			if (line.startsWith("+CMTI")) arrived.push(slot);
			else {
				if (reportsArrived.length === 0) reportsSinceMs = clock.upMs();
				reportsArrived.push(slot);
			}
		} else if (pdu !== null && (line.startsWith("+CMT:") || line.startsWith("+CDS:"))) {
			take([pdu]);
			acknowledge += 1;
		} else if (/^\+C(G|E)?REG:/.test(line)) {
			const now = readRegistration(/:\s*0*(\d+)/.exec(line)?.[1]);
			// The packet and LTE services are told of apart; only good news of theirs counts.
			if (line.startsWith("+CREG:") || now === "usable") registration = now;
		} else if (line === "RDY" || line.startsWith("^BOOT")) restart = true;
		waker.wake();
	}

	async function life(): Promise<void> {
		for (let misses = 0; !stopping; ) {
			phase = "working";
			arrived = [];
			reportsArrived = [];
			restart = false;
			if (status.now().state !== "absent" && status.now().state !== "stuck")
				status.set({ state: "starting", problem: null });
			const found = await findModem({
				deps,
				record,
				openLine,
				ports,
				onUnsolicited: heard,
				onLateSent,
				onClosed: waker.wake,
				onOpened: (opened) => {
					session = opened;
				},
			});
			if (stopping) {
				if (found.ok) await found.value.line.close();
				break;
			}
			if (found.ok) {
				misses = 0;
				await shift(found.value);
				closeOpened();
				await found.value.line.close();
				session = null;
				unanswered = null;
				if (stopping) break;
			} else {
				const away = found.problem.code.startsWith("port-");
				status.set({ state: away ? "absent" : "stuck", problem: found.problem.code, signal: null, port: null });
			}
			phase = "held";
			const pauses = timing.reopenMs;
			const pauseMs = pauses[Math.min(misses, pauses.length - 1)] ?? 5_000;
			misses += 1;
			await waker.rest(found.ok && restart ? 0 : pauseMs);
		}
	}

	/** From the open port to its end. */
	async function shift({ line, session: at, started }: Found): Promise<void> {
		sim = started.sim;
		registration = started.registration;
		const { signal, operator, ownNumber } = started;
		status.set({ signal, operator, ownNumber, port: line.port });
		const reader = { session: at, timing, memory: started.memory, takeIn: take };
		let sweepAt = clock.upMs();
		let healthAt = clock.upMs() + timing.healthEveryMs;
		row = { unknown: 0, lostPrompts: 0, restarts: 0 };
		pace.begin();

		while (!stopping && !restart && !at.isClosed()) {
			phase = "working";
			const now = clock.upMs();
			if (acknowledge > 0) {
				acknowledge -= 1;
				await at.ask("AT+CNMA", timing.commandMs);
			} else if (now >= sweepAt) {
				const count = await sweepStore(reader);
				if (count === null && !(await recover(at))) return;
				// A store that was full has more waiting in the network.
				sweepAt =
					count !== null && started.room > 0 && count >= started.room
						? clock.upMs()
						: clock.upMs() + timing.sweepEveryMs;
				handleWaitingParts(deps);
			} else if (arrived.length > 0) {
				if (!(await readSlots(reader, takeSlots(arrived))) && !(await recover(at))) return;
			} else if (
				reportsArrived.length >= mostReportsWaiting ||
				(reportsArrived.length > 0 && now - reportsSinceMs > longestReportWaitMs)
			) {
				if (!(await readSlots(reader, takeSlots(reportsArrived))) && !(await recover(at))) return;
			} else if (now >= healthAt) {
				if (!(await checkHealth(at))) return;
				healthAt =
					clock.upMs() +
					(registration === "usable" ? timing.healthEveryMs : Math.min(timing.healthEveryMs, searchingEveryMs));
			} else {
				const hold = pace.hold(registration, inHand !== null);
				status.set({ state: hold?.state ?? "ready", problem: hold?.problem ?? null });
				const waitMs = hold?.waitMs ?? pace.gapLeftMs(inHand !== null);
				if (waitMs > 0) closeOpened();
				const part = waitMs > 0 ? null : (opened ?? openPartAfter(inHand));
				opened = null;
				if (part) {
					const inText = part.part < part.parts;
					inHand = inText ? part.messageId : null;
					const attempt = await sendPart(
						{ deps, session: at, sim, ...pace.facts(part), openNext: () => openAfter(part) },
						part,
					);
					pace.follow(attempt, part, inText);
					if (!(await goOn(at, attempt, part))) return;
					continue;
				}
				if (reportsArrived.length > 0) {
					if (!(await readSlots(reader, takeSlots(reportsArrived))) && !(await recover(at))) return;
					continue;
				}
				if (waitMs === 0) inHand = null;
				phase = hold ? "held" : waitMs > 0 ? "working" : "idle";
				const untilMs = Math.min(sweepAt, healthAt, at.heardAt() + timing.watchEveryMs) - clock.upMs();
				await waker.rest(Math.max(0, Math.min(untilMs, waitMs > 0 ? waitMs : untilMs, pace.nextDueMs())));
				phase = "working";
				if (!at.isClosed() && !stopping && clock.upMs() - at.heardAt() >= timing.watchEveryMs) {
					const { outcome } = await at.ask("AT", timing.commandMs);
					if (outcome.kind !== "ok" && !(await recover(at))) return;
				}
			}
		}
		if (at.isClosed() && !stopping) status.set({ state: "absent", problem: "port-missing", signal: null, port: null });
	}

	/** Opens the next part of that text, or of any. Null where nothing is due. */
	function openPartAfter(messageId: string | null): PartToSend | null {
		const next = nextPart(deps, name, messageId);
		return next && openPart(deps, next) ? next : null;
	}

	/** Inside the commit that marks `part` sent: spares one where the next may go at once. */
	function openAfter(part: PartToSend): PartToSend | null {
		const inText = part.part < part.parts;
		if (stopping || restart || arrived.length > 0 || !pace.isFree(registration, inText)) return null;
		return openPartAfter(inText ? part.messageId : null);
	}

	function closeOpened() {
		if (opened && !dropped) requeuePart(deps, opened, 0, false);
		opened = null;
	}

	/** What an attempt means for the modem. False: the port is to be opened anew. */
	async function goOn(at: AtSession, attempt: Attempt, part: PartToSend): Promise<boolean> {
		if (attempt.kind === "sent") {
			row = { unknown: 0, lostPrompts: 0, restarts: 0 };
			opened = attempt.next;
			if (record.settings.deliveryReports !== "false")
				reports = { awaited: reports.awaited + 1, sinceMs: clock.upMs() };
		}
		if (attempt.kind === "unclear") row.unknown += 1;
		if (attempt.kind === "lost-step") {
			if (attempt.unknown) {
				row.unknown += 1;
				unanswered = { part, sim, untilMs: clock.upMs() + timing.lateAnswerMs - timing.answerMs };
			} else row.lostPrompts += 1;
			if (!(await recover(at))) return false;
		}
		if (attempt.kind === "restart") {
			if (row.restarts > 0) pace.rest(attempt.problem);
			row.restarts += 1;
			restart = row.restarts === 1;
		}
		return row.unknown <= mostUnknownInRow && row.lostPrompts < mostLostPrompts;
	}

	async function recover(at: AtSession): Promise<boolean> {
		return !at.isClosed() && (await at.resync());
	}

	async function checkHealth(at: AtSession): Promise<boolean> {
		const signal = await askSignal(at, timing);
		registration = await askRegistration(at, timing);
		const notices = await at.ask("AT+CNMI?", timing.commandMs);
		// A modem that was not answered in time stops telling of texts, silently (reliability §1.8).
		if (/^\+CNMI:\s*\d\s*,\s*0/.test(notices.lines[0] ?? "")) await askForNotices(at, timing);
		status.set({ signal });
		return notices.outcome.kind !== "timeout" || (await recover(at));
	}

	function onLateSent(reference: number) {
		if (!unanswered || clock.upMs() > unanswered.untilMs) return;
		markSent(deps, unanswered.part, reference, unanswered.sim);
		unanswered = null;
	}

	const ended = life().catch((error: unknown) => {
		log.error(`gateway ${name} stopped working`, error);
		status.set({ state: "stuck", problem: "modem-silent" });
		phase = "held";
	});

	return {
		wake(newRecord) {
			if (newRecord) record = newRecord;
			waker.wake();
		},
		async stop() {
			stopping = true;
			waker.wake();
			await ended;
			status.set({ state: "off", problem: null, signal: null });
		},
		drop() {
			stopping = true;
			dropped = true;
			waker.wake();
		},
		status: status.now,
		phase: () => phase,
		reportAwaitedSince: () => (reports.awaited > 0 ? reports.sinceMs : null),
		dialogue: () => session?.dialogue() ?? [],
	};
}

/** Takes those off the front that lie in one memory. */
function takeSlots(slots: Slot[]): Slot[] {
	const other = slots.findIndex(({ memory }) => memory !== slots[0]?.memory);
	return slots.splice(0, Math.min(mostReportsWaiting, other < 0 ? slots.length : other));
}

/** TP-MTI of a PDU behind its centre field. */
function isReport(pdu: string): boolean {
	const centreOctets = Number.parseInt(pdu.slice(0, 2), 16) + 1;
	return (Number.parseInt(pdu.slice(centreOctets * 2, centreOctets * 2 + 2), 16) & 3) === 2;
}
