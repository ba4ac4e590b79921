import type { Acting } from "../../api/acting.ts";
import { recordAudit } from "../../audit/index.ts";
import type { Gateways } from "../../gateway/index.ts";
import { fail, instant, newIdInOrder, ok, type Result } from "../../ground/index.ts";
import type { Correspondent, Correspondents } from "../correspondents.ts";
import { findMessage, type MessageRecord, type Purpose } from "../message-record.ts";
import { whyHold } from "./same-text.ts";

export interface TextToQueue {
	to: Correspondent;
	text: string;
	purpose: Purpose;
	/** Name of a gateway asked for by the sender; else chosen by contact and number. */
	gateway?: string;
	/** The message this one answers. */
	answersId?: string;
	clientKey?: string;
	/** Minutes after which the network drops it; left out: as the gateway is set. */
	validityMinutes?: number;
	/** One of many: what somebody waits for goes first. */
	bulk?: boolean;
}

const priorities = {
	verification: "verification",
	"opt-out": "reply",
	"opt-in": "reply",
	registration: "reply",
	reply: "reply",
	text: "reply",
	survey: "reply",
	consent: "reply",
	// Somebody stands before the screen with the phone in hand.
	test: "verification",
} as const;

/**
 * Queues a text, or keeps it in the log as `failed` with the code of the refusal; either way there is a message to look at. The parts
 * reach the gateway in the same transaction. The same `clientKey` again gives the same message.
 */
export function queueText(
	acting: Acting,
	gateways: Gateways,
	people: Correspondents,
	text: TextToQueue,
): MessageRecord {
	const { store } = acting;
	return store.write(() => {
		const earlier = text.clientKey
			? store.prepare<MessageRecord>("SELECT * FROM message WHERE client_key = ?").get(text.clientKey)
			: undefined;
		if (earlier) return earlier;
		const id = newIdInOrder(acting.clock);
		const gateway = refusal(acting, people, text) ?? gatewayFor(acting, gateways, text);
		const held = gateway.ok ? whyHold(acting, text) : undefined;
		const handed = gateway.ok
			? gateways.enqueue({
					messageId: id,
					gateway: gateway.value,
					to: text.to.digits ?? "",
					text: text.text,
					priority: text.bulk ? "bulk" : priorities[text.purpose],
					...(text.validityMinutes === undefined ? {} : { validityMinutes: text.validityMinutes }),
					...(held === undefined ? {} : { held }),
				})
			: gateway;
		insert(acting, id, text, gateway.ok ? gateway.value : null, {
			parts: handed.ok ? handed.value.parts : 1,
			state: !handed.ok ? "failed" : held === undefined ? "queued" : "held",
			problem: handed.ok ? (held ?? null) : handed.problem.code,
		});
		recordAudit(acting, {
			action: !handed.ok ? "message.refused" : held === undefined ? "message.queued" : "message.held",
			subject: { kind: "message", id },
			details: handed.ok
				? { purpose: text.purpose, parts: handed.value.parts }
				: { purpose: text.purpose, code: handed.problem.code },
		});
		store.announce({ type: "changed", topics: ["messages"], ids: [id] });
		const queued = findMessage(acting, id);
		if (!queued) throw new Error("a text that was just queued is missing");
		return queued;
	});
}

/** The gateway it goes out on. Problems: those of choosing, and of what it would cost there. */
function gatewayFor(acting: Acting, gateways: Gateways, { to, gateway }: TextToQueue): Result<string> {
	const digits = to.digits ?? "";
	const chosen = gateways.choose(acting.project.id, digits, gateway ?? to.gatewayName ?? undefined);
	const code = chosen.ok ? gateways.refuses(chosen.value, digits, acting.project.country) : null;
	return code === null ? chosen : fail(code, { field: "to" });
}

/** Why it is refused before any gateway is looked for, or undefined. Confirmations of STOP and START are never refused. */
function refusal(
	acting: Acting,
	people: Correspondents,
	text: TextToQueue,
): Extract<Result<never>, { ok: false }> | undefined {
	const no = (code: string) => ({ ok: false as const, problem: { code } });
	if (text.text.trim() === "") return no("MESSAGE_BLANK");
	if (text.purpose === "opt-out" || text.purpose === "opt-in") return undefined;
	const code = whyNot(people.whyNotText(acting, text.to), text.purpose);
	return code ? no(code) : undefined;
}

/**
 * Whoever is asked for consent has none yet, and nobody asks for that of somebody who tries a modem on the phone in hand, or who texted to be
 * registered and is told why they can't be; everything else that speaks against a text holds for these too.
 */
const withoutConsent = new Set<Purpose>(["consent", "test", "registration"]);
export function whyNot(code: string | null, purpose: Purpose): string | null {
	return code === "NO_OPT_IN_CONSENT" && withoutConsent.has(purpose) ? null : code;
}

function insert(
	acting: Acting,
	id: string,
	text: TextToQueue,
	gateway: string | null,
	outcome: Pick<MessageRecord, "parts" | "state" | "problem">,
): void {
	acting.store
		.prepare(
			`INSERT INTO message (id, project_id, direction, peer, contact_kind, contact_id, gateway, text, parts, state, problem, purpose, staff_id, client_key, answers_id, created_at)
			 VALUES (:id, :project, 'out', :peer, :kind, :contact, :gateway, :text, :parts, :state, :problem, :purpose, :staff, :clientKey, :answers, :at)`,
		)
		.run({
			id,
			project: acting.project.id,
			peer: text.to.digits,
			kind: text.to.contact?.kind ?? null,
			contact: text.to.contact?.id ?? null,
			gateway,
			text: text.text,
			...outcome,
			purpose: text.purpose,
			staff: acting.staff?.id ?? null,
			clientKey: text.clientKey ?? null,
			answers: text.answersId ?? null,
			at: instant(acting.clock),
		});
}

/** For callers that want the refusal as a problem: ok only where it is queued. */
export function asResult(record: MessageRecord): Result<MessageRecord> {
	return record.state === "failed" && record.problem
		? { ok: false, problem: { code: record.problem, details: { message: record.id } } }
		: ok(record);
}
