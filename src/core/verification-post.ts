import type { Acting } from "./api/acting.ts";
import { workRuns } from "./contacts/index.ts";
import { type Gateways, measureText } from "./gateway/index.ts";
import { fail, type Log, ok } from "./ground/index.ts";
import { type Correspondents, findMessage, queueText, type Step, type Wording } from "./messaging/index.ts";
import { pendingOwner, takeAnswer, type VerificationPost } from "./phone-numbers/index.ts";
import type { Store } from "./storage/index.ts";

/** What verifying a number takes of gateways, outbox and wording. */
export function verificationPost(gateways: Gateways, people: Correspondents, wording: Wording): VerificationPost {
	const contactOf = (owner: { id: string; projectId: string }) => ({ kind: "worker" as const, ...owner });
	return {
		gatewayFor(acting, digits) {
			const chosen = gateways.choose(acting.project.id, digits);
			if (!chosen.ok) return chosen;
			const shown = gateways.show(acting.project.id, chosen.value, false);
			if (!shown.ok) return fail("GATEWAY_NOT_FOUND");
			const { name, kind, state, problem, warning, paused, countryNote, ownReplyTo } = shown.value;
			// Only a number that somebody set: a SIM's own is where an answer goes by itself.
			return ok({ name, kind, state, problem, warning, paused, countryNote, replyTo: ownReplyTo });
		},
		say: (acting, key, language, values) => wording.say(acting, key, language, values),
		queue(acting, { owner, digits, text, gateway, validityMinutes }) {
			const queued = queueText(acting, gateways, people, {
				to: { contact: contactOf(owner), digits, gatewayName: null },
				text,
				purpose: "verification",
				gateway,
				validityMinutes,
			});
			return queued.state === "failed" ? fail(queued.problem ?? "bug") : ok({ messageId: queued.id });
		},
		partsOf: (text) => measureText(text).parts,
		progress(acting, messageId) {
			const record = findMessage(acting, messageId);
			if (!record) return null;
			const { id, state, problem, created_at, sent_at, delivered_at } = record;
			return { messageId: id, state, problem, createdAt: created_at, sentAt: sent_at, deliveredAt: delivered_at };
		},
	};
}

/** Takes `123` of a pending number and thanks for it; any other text of it goes on to the next step (commcare-behaviour §1.5). */
export function verificationStep(
	wording: Wording,
	actingIn: (projectId: string) => Acting,
	languageOf: (acting: Acting, contact: { kind: "worker"; id: string; projectId: string }) => string | null,
): Step {
	return (acting, incoming) => {
		const waiting = pendingOwner(acting.store, incoming.peer);
		if (!waiting) return null;
		const there = actingIn(waiting.projectId);
		const owner = takeAnswer(there, { ...incoming, messageId: incoming.id });
		if (!owner) return null;
		const contact = { kind: "worker" as const, ...owner };
		return {
			claimedBy: "verification",
			replies: [{ purpose: "verification", text: wording.say(there, "verified", languageOf(there, contact)) }],
			settled: true,
			filedUnder: { projectId: owner.projectId, contact },
		};
	};
}

/** How often it is looked whether the next number of a bulk verification is due. */
const lookMs = 1000;

/** Goes on with bulk verifications while this process runs the gateways. Returns the way to stop. */
export function keepVerifying(
	{ store, gateways, log }: { store: Store; gateways: Gateways; log: Log },
	actingIn: (projectId: string) => Acting,
	post: VerificationPost,
): () => void {
	const timer = setInterval(() => {
		if (!gateways.running()) return;
		try {
			workRuns(store, actingIn, post);
		} catch (error) {
			log.error("bulk verification", error);
		}
	}, lookMs);
	timer.unref();
	return () => clearInterval(timer);
}
