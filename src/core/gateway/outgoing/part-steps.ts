import { instant } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import { failPart, followParts } from "./follow-parts.ts";

/** A part that is next, as the modem needs it. */
export interface PartToSend {
	id: number;
	messageId: string;
	gateway: string;
	peer: string;
	part: number;
	parts: number;
	pdu: string;
	length: number;
	attempts: number;
	/** 1 where a person had it sent again. */
	repeat: number;
	queuedAt: number;
}

const columns = `p.id, o.message_id AS messageId, o.gateway, o.peer, p.part, o.parts, p.pdu, p.length, p.attempts, p.repeat, o.queued_at AS queuedAt`;
/** A wait that is longer than any we set was left behind by a clock that jumped. */
const longestWaitMs = 7_200_000;
const due = "(o.not_before <= ? OR o.not_before > ?)";
/** commcare-behaviour §4.3: older than a week it would only confuse. */
const staleMs = 168 * 3_600_000;
/** What forbids a text for now only. */
const holding = new Set(["HELD_FOR_REVIEW"]);

/** The next part of that gateway: the rest of the text in hand first, then by priority and age. Null where nothing is due. */
export function nextPart(deps: GatewayDeps, gateway: string, inHand: string | null): PartToSend | null {
	const { store, clock } = deps;
	for (;;) {
		const now = clock.nowMs();
		const next =
			(inHand === null
				? undefined
				: store
						.prepare<PartToSend>(
							`SELECT ${columns} FROM outgoing o JOIN outgoing_part p ON p.message_id = o.message_id AND p.state = 'queued'
							 WHERE o.message_id = ? AND ${due} ORDER BY p.part LIMIT 1`,
						)
						.get(inHand, now, now + longestWaitMs)) ??
			store
				.prepare<PartToSend>(
					`SELECT ${columns} FROM outgoing o JOIN outgoing_part p ON p.message_id = o.message_id AND p.state = 'queued'
					 WHERE o.gateway = ? AND o.state IN ('queued', 'sending') AND ${due}
					 ORDER BY o.priority, o.seq, p.part LIMIT 1`,
				)
				.get(gateway, now, now + longestWaitMs);
		if (!next) return null;
		if (now - next.queuedAt <= staleMs) return next;
		store.write(() => failPart(deps, next, "MESSAGE_IS_STALE"));
	}
}

/** Committed before AT+CMGS: a crash from here on sent nothing. False where it was taken back meanwhile. */
export function openPart({ store }: GatewayDeps, part: PartToSend): boolean {
	return store.write(
		() =>
			store.prepare("UPDATE outgoing_part SET state = 'opening' WHERE id = ? AND state = 'queued'").run(part.id)
				.changes === 1,
	);
}

/**
 * Committed before the first octet of the text: a crash from here on leaves it unknown. Whatever forbids it now wins: then the text
 * has failed with that code, and false is returned; so it is while texts that came in wait to be handled.
 */
export function typePart(deps: GatewayDeps, part: PartToSend): boolean {
	const { store, clock, hooks } = deps;
	return store.write(() => {
		if (!deps.mayRun() || hooks.isBehind()) return false;
		const { changes } = store
			.prepare("UPDATE outgoing_part SET state = 'typed', typed_at = ? WHERE id = ? AND state = 'opening'")
			.run(clock.nowMs(), part.id);
		if (changes !== 1) return false;
		const why = hooks.whyNotSend(part.messageId);
		if (why !== null) {
			if (holding.has(why)) holdText(deps, part, why);
			else failPart(deps, part, why);
			return false;
		}
		followParts(deps, part.messageId);
		return true;
	});
}

/** Nothing speaks against it for good: it waits until a person lets it go. */
function holdText({ store, clock, hooks }: GatewayDeps, part: PartToSend, problem: string): void {
	store.prepare("UPDATE outgoing_part SET state = 'queued' WHERE id = ?").run(part.id);
	store.prepare("UPDATE outgoing SET state = 'held', problem = ? WHERE message_id = ?").run(problem, part.messageId);
	hooks.onSendState(part.messageId, { state: "held", problem, at: instant(clock) });
}

/** The modem took it. Also for a late answer to a part that is `unknown` by now, or that a person has just had sent again: then it stays. */
export function markSent(
	deps: GatewayDeps,
	part: { id: number; messageId: string; gateway: string },
	reference: number | null,
	sim: string,
): void {
	const { store, clock, tell } = deps;
	const sent = "UPDATE outgoing_part SET state = 'sent', problem = NULL, mr = ?, sim = ?, sent_at = ? WHERE id = ?";
	store.write(() => {
		const facts = [reference, sim, clock.nowMs(), part.id] as const;
		const wasTyped = store.prepare(`${sent} AND state = 'typed'`).run(...facts).changes === 1;
		if (wasTyped) countPart(deps, part.messageId);
		else if (
			store.prepare(`${sent} AND (state = 'unknown' OR (state = 'queued' AND repeat = 1))`).run(...facts).changes !== 1
		)
			return;
		const state = followParts(deps, part.messageId);
		if (state === "sending") tell({ event: "sending", gateway: part.gateway, messageId: part.messageId, reference });
	});
}

/** One more of those that the caps count. */
function countPart({ store, clock }: GatewayDeps, messageId: string): void {
	store
		.prepare(
			`INSERT INTO sent_count (gateway, hour, parts)
			 SELECT gateway, ?, 1 FROM outgoing WHERE message_id = ?
			 ON CONFLICT (gateway, hour) DO UPDATE SET parts = parts + 1`,
		)
		.run(Math.floor(clock.nowMs() / 3_600_000), messageId);
}

/** Nobody can say whether it went out: never repeated by itself, and counted as if it had. */
export function markUnknown(deps: GatewayDeps, part: { id: number; messageId: string }, problem: string): void {
	deps.store.write(() => {
		const { changes } = deps.store
			.prepare("UPDATE outgoing_part SET state = 'unknown', problem = ? WHERE id = ? AND state = 'typed'")
			.run(problem, part.id);
		if (changes === 1) countPart(deps, part.messageId);
		followParts(deps, part.messageId);
	});
}

/** Surely not sent: it goes again, not before `waitMs` from now. `counts`: whether it was a try. */
export function requeuePart(
	deps: GatewayDeps,
	part: PartToSend,
	waitMs: number,
	counts: boolean,
	pdu = part.pdu,
	length = part.length,
): void {
	const { store, clock } = deps;
	store.write(() => {
		store
			.prepare(
				`UPDATE outgoing_part SET state = 'queued', attempts = attempts + ?, pdu = ?, length = ?
				 WHERE id = ? AND state IN ('opening', 'typed')`,
			)
			.run(counts ? 1 : 0, pdu, length, part.id);
		store
			.prepare("UPDATE outgoing SET not_before = ? WHERE message_id = ?")
			.run(waitMs > 0 ? clock.nowMs() + waitMs : 0, part.messageId);
		followParts(deps, part.messageId);
	});
}

export function markFailed(deps: GatewayDeps, part: PartToSend, problem: string): void {
	deps.store.write(() => failPart(deps, part, problem));
}

/** After a crash: what was typed is unknown, what was only opened never left. */
export function recoverParts(deps: GatewayDeps): void {
	const { store } = deps;
	store.write(() => {
		const open = store
			.prepare<{ id: number; messageId: string; state: string }>(
				"SELECT id, message_id AS messageId, state FROM outgoing_part WHERE state IN ('opening', 'typed')",
			)
			.all();
		for (const part of open) {
			if (part.state === "typed") markUnknown(deps, part, "stopped-while-sending");
			else store.prepare("UPDATE outgoing_part SET state = 'queued' WHERE id = ?").run(part.id);
		}
	});
}

/** Texts whose gateway was removed while they were in hand. */
export function failOrphans(deps: GatewayDeps): void {
	const { store } = deps;
	const orphans = store.prepare<{ id: number; messageId: string }>(
		`SELECT MIN(p.id) AS id, o.message_id AS messageId FROM outgoing o
		 JOIN outgoing_part p ON p.message_id = o.message_id AND p.state = 'queued'
		 WHERE o.state IN ('queued', 'sending', 'held') AND o.gateway NOT IN (SELECT name FROM gateway) GROUP BY o.message_id`,
	);
	for (const part of orphans.all()) store.write(() => failPart(deps, part, "GATEWAY_REMOVED"));
}
