import type { Acting } from "../../api/acting.ts";
import type { Gateways } from "../../gateway/index.ts";
import { instant } from "../../ground/index.ts";
import { storageProblem } from "../../storage/index.ts";
import type { Correspondent, Correspondents } from "../correspondents.ts";
import { contactOf, type MessageRecord, type Purpose } from "../message-record.ts";
import { queueText } from "../outbox/queue-text.ts";
import { mayReply } from "./loop-guard.ts";

/** An incoming text as the steps see it. */
export interface Incoming {
	id: string;
	/** Digits, or letters of an alphanumeric sender. */
	peer: string;
	text: string;
	gateway: string | null;
	contact: { kind: "case" | "worker"; id: string; projectId: string } | null;
	/** When the network took it, ISO in UTC. */
	networkAt: string;
}

/** What a step that claims a text says: its name for the log, and what is answered. */
export interface Claim {
	claimedBy: string;
	replies: { text: string; purpose: Purpose }[];
	/** True where nobody in the office has to read it any more. */
	settled?: boolean;
	/** Whose text it is, where the step found out: the project somebody asked to join, the contact they became. */
	filedUnder?: { projectId: string; contact: Incoming["contact"] };
}

/** One step: changes things through room verbs and returns its claim, or null to pass the text on. */
export type Step = (acting: Acting, incoming: Incoming) => Claim | null;

export interface StepsDeps {
	gateways: Gateways;
	people: Correspondents;
	steps: readonly Step[];
	/** The acting of a project, without anybody signed in. */
	actingIn(projectId: string): Acting;
}

/** Texts that wait share a commit while it holds nobody up: so many, and so long. */
const mostTogether = 30;
export const togetherMs = 20;

/** How far those that wait have been handled: all of them, some, or none since the database can't be written. */
export type Handled = "all" | "some" | "none";

/**
 * Offers texts that wait to the steps, oldest first, each with its answers as a piece of one transaction: all of it or nothing. A step
 * that throws leaves that text as "needs attention" and the next is still handled. Where the database can't be written they go on waiting.
 */
export function handleWaiting(deps: StepsDeps, acting: Acting): Handled {
	if (!anyWaits(acting)) return "all";
	try {
		return acting.store.write(() => handleSome(deps, acting, togetherMs));
	} catch (error) {
		if (!storageProblem(error)) throw error;
		acting.log.error("incoming texts could not be handled and wait", error);
		return "none";
	}
}

/** The same inside a transaction that goes on, for so many milliseconds. Throws where the database can't be written. */
export function handleSome(deps: StepsDeps, { store, clock }: Acting, forMs: number): "all" | "some" {
	const until = clock.upMs() + forMs;
	const batch = store
		.prepare<MessageRecord>(
			// A bound limit would have it compiled anew each time.
			`SELECT * FROM message INDEXED BY message_received WHERE state = 'received' AND direction = 'in' ORDER BY seq LIMIT ${mostTogether}`,
		)
		.all();
	for (const [nth, record] of batch.entries()) {
		handleOne(deps, deps.actingIn(record.project_id), record);
		if (clock.upMs() > until && nth + 1 < batch.length) return "some";
	}
	return batch.length < mostTogether ? "all" : "some";
}

/** Of incoming texts. */
export function anyWaits({ store }: Pick<Acting, "store">): boolean {
	const one = store.prepare(
		"SELECT 1 FROM message INDEXED BY message_received WHERE state = 'received' AND direction = 'in' LIMIT 1",
	);
	return one.get() !== undefined;
}

function handleOne(deps: StepsDeps, acting: Acting, record: MessageRecord): void {
	const { store, log } = acting;
	try {
		store.piece(() => handle(deps, acting, record));
	} catch (error) {
		if (storageProblem(error)) throw error;
		if (error instanceof AlreadyHandled) return;
		log.error(`step failed on message ${record.id}`, error);
		store.prepare("UPDATE message SET state = 'needs-attention' WHERE id = ? AND state = 'received'").run(record.id);
		store.announce({ type: "changed", topics: ["inbox", "messages"], ids: [record.id] });
	}
}

function handle(deps: StepsDeps, acting: Acting, record: MessageRecord): void {
	const { store } = acting;
	const claim = walk(deps, acting, record);
	const taken = store
		.prepare(
			"UPDATE message SET state = 'handled', claimed_by = ?, read_at = COALESCE(read_at, ?) WHERE id = ? AND state = 'received'",
		)
		.run(claim.claimedBy, claim.settled ? instant(acting.clock) : null, record.id);
	// Another process was quicker: everything this walk did is taken back.
	if (taken.changes !== 1) throw new AlreadyHandled();
	const filed = claim.filedUnder ? fileUnder(acting, record, claim.filedUnder) : record;
	const answering = claim.filedUnder ? deps.actingIn(claim.filedUnder.projectId) : acting;
	for (const reply of claim.replies) {
		if (!mayReply(answering, record, reply.purpose)) continue;
		queueText(answering, deps.gateways, deps.people, {
			to: addressee(deps, answering, filed),
			text: reply.text,
			purpose: reply.purpose,
			gateway: gatewayBack(deps, answering, record),
			answersId: record.id,
		});
	}
	store.announce({ type: "changed", topics: ["inbox", "messages"], ids: [record.id] });
}

/** Who an answer goes to: a known sender with the gateway their contact names. */
function addressee({ people }: StepsDeps, acting: Acting, record: MessageRecord): Correspondent {
	const contact = contactOf(record);
	const found = contact?.kind === "case" ? people.find(acting, `case:${contact.id}`) : null;
	return { contact, digits: record.peer, gatewayName: found?.ok ? found.value.gatewayName : null };
}

/** Strangers are answered on the gateway they came in on, while there is one of that name; whom the office knows by the usual rules (commcare-behaviour §6.3). */
function gatewayBack({ gateways }: StepsDeps, acting: Acting, record: MessageRecord): string | undefined {
	if (record.gateway === null || contactOf(record) !== null) return undefined;
	return gateways.choose(acting.project.id, record.peer ?? "", record.gateway).ok ? record.gateway : undefined;
}

function fileUnder(
	{ store }: Acting,
	record: MessageRecord,
	{ projectId, contact }: NonNullable<Claim["filedUnder"]>,
): MessageRecord {
	store
		.prepare("UPDATE message SET project_id = ?, contact_kind = ?, contact_id = ? WHERE id = ?")
		.run(projectId, contact?.kind ?? null, contact?.id ?? null, record.id);
	return { ...record, project_id: projectId, contact_kind: contact?.kind ?? null, contact_id: contact?.id ?? null };
}

function walk(deps: StepsDeps, acting: Acting, record: MessageRecord): Claim {
	if (record.peer !== null && deps.gateways.isOwnNumber(record.peer)) return { claimedBy: "loop-guard", replies: [] };
	if (record.text !== null && record.peer !== null) {
		const incoming: Incoming = {
			id: record.id,
			peer: record.peer,
			text: record.text,
			gateway: record.gateway,
			contact: contactOf(record),
			networkAt: record.network_at ?? record.created_at,
		};
		for (const step of deps.steps) {
			const claim = step(acting, incoming);
			if (claim) return claim;
		}
	}
	return { claimedBy: "staff", replies: [] };
}

class AlreadyHandled extends Error {}
