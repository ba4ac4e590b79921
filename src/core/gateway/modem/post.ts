import type { GatewayDeps } from "../deps.ts";
import type { GatewayRecord } from "../directory/gateway-record.ts";
import { markCleared, type Slot, takeInAll } from "../inbound/take-in.ts";
import type { PartToSend } from "../outgoing/part-steps.ts";
import type { BalanceWish } from "./ask-balance.ts";
import { type Ear, makeEar } from "./ear.ts";
import { type StatusKeeper, statusKeeper } from "./modem-status.ts";
import type { Stored } from "./read-store.ts";
import { makeSendingPace, type SendingPace } from "./sending-pace.ts";
import { makeWaker, type Waker } from "./waker.ts";

/** `working`; `held`: nothing goes before something outside changes; `idle`: nothing is due. */
export type Phase = "working" | "held" | "idle";

/** A modem's place in the office. It outlives the ports on which the modem is found. */
export interface Post {
	readonly deps: GatewayDeps;
	readonly gateway: string;
	readonly status: StatusKeeper;
	readonly waker: Waker;
	readonly pace: SendingPace;
	readonly ear: Ear;
	/** As it is set up now. */
	record: GatewayRecord;
	phase: Phase;
	/** No more work: it was told to stop, or the lease is lost. */
	isLeaving: boolean;
	/** The SIM in the stick. */
	sim: string;
	/** The SIM names no message centre, and no text has gone without. */
	lacksCentre: boolean;
	/** Delivery reports still open, and when a part last went out that has one. */
	awaited: { reports: number; sinceMs: number };
	/** The start sequence was run anew because of a refusal; a second one needs a person. */
	hasRestarted: boolean;
	/** The text whose answer never came; one that comes late is its answer. */
	unanswered: { part: PartToSend; untilMs: number; sim: string } | null;
	balanceWish: BalanceWish | null;
	/** Commits PDUs and what follows from them. */
	take(stored: readonly Stored[]): void;
	/** Commits that places are empty. */
	cleared(slots: readonly Slot[]): void;
}

export function makePost(deps: GatewayDeps, record: GatewayRecord): Post {
	const waker = makeWaker();
	const post: Post = {
		deps,
		gateway: record.name,
		status: statusKeeper(deps, record.name),
		waker,
		pace: makeSendingPace(deps, record.name, () => post.record),
		ear: makeEar({ upMs: deps.clock.upMs, take: (pdu) => post.take([{ pdu, slot: null }]), wake: waker.wake }),
		record,
		phase: "working",
		isLeaving: false,
		sim: "unknown",
		lacksCentre: false,
		awaited: { reports: 0, sinceMs: 0 },
		hasRestarted: false,
		unanswered: null,
		balanceWish: null,
		take(stored) {
			takeInAll(
				deps,
				stored.map((one) => ({ gateway: record.name, sim: post.sim, ...one })),
			);
			// Any report will do: this only tells whether it pays to wait.
			for (const { pdu } of stored) if (post.awaited.reports > 0 && isReport(pdu)) post.awaited.reports -= 1;
		},
		cleared: (slots) => markCleared(deps, post.sim, slots),
	};
	return post;
}

/** TP-MTI of a PDU behind its centre field. */
function isReport(pdu: string): boolean {
	const centreOctets = Number.parseInt(pdu.slice(0, 2), 16) + 1;
	return (Number.parseInt(pdu.slice(centreOctets * 2, centreOctets * 2 + 2), 16) & 3) === 2;
}
