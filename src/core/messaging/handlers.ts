import type { Acting, HandlersOf } from "../api/acting.ts";
import { type Gateways, measureText } from "../gateway/index.ts";
import { fail, ok } from "../ground/index.ts";
import type { messagingApi } from "./api.ts";
import { conversation, conversations, markRead } from "./conversations/conversations.ts";
import { listMessages } from "./conversations/list-messages.ts";
import type { Correspondents } from "./correspondents.ts";
import type { Handling } from "./inbox/keep-handling.ts";
import { listKeywords } from "./keywords/read-keywords.ts";
import { removeKeyword, saveKeyword } from "./keywords/save-keyword.ts";
import { findMessage, type MessageRecord, messageView } from "./message-record.ts";
import { cancelText, settleText } from "./outbox/follow-sending.ts";
import { heldTexts, releaseText, unknownTexts } from "./outbox/pending-texts.ts";
import { asResult, queueText } from "./outbox/queue-text.ts";
import { sendTest, testState } from "./outbox/test-text.ts";
import { listTemplates, resetTemplate, saveTemplate } from "./templates/save-template.ts";
import type { SystemTexts } from "./templates/system-text.ts";
import type { Wording } from "./templates/wording.ts";

export interface MessagingDeps {
	gateways: Gateways;
	people: Correspondents;
	texts: SystemTexts;
	wording: Wording;
	handling: Pick<Handling, "done">;
}

export function messagingHandlers({
	gateways,
	people,
	texts,
	wording,
	handling,
}: MessagingDeps): Omit<HandlersOf<typeof messagingApi>, "reports.home"> {
	const view = (acting: Acting, record: MessageRecord) => messageView(acting, people, record);
	return {
		"messages.cost": (_acting, { text }) => ok(measureText(text)),
		"messages.send": (acting, input) => {
			const to = people.find(acting, input.to);
			if (!to.ok) return to;
			const done = asResult(
				queueText(acting, gateways, people, {
					to: to.value,
					text: input.text,
					purpose: "text",
					gateway: input.gateway,
					clientKey: input.clientKey,
				}),
			);
			return done.ok ? ok(view(acting, done.value)) : done;
		},
		"messages.simulate": async (acting, input) => {
			const received = gateways.receive({ gateway: input.to, from: input.from, text: input.text, at: input.at });
			if (!received.ok) return received;
			await handling.done();
			const id = received.value.at(-1);
			const record = id ? findMessage(acting, id) : undefined;
			if (!record) return fail("message-not-found");
			const replies = acting.store
				.prepare<{ peer: string; text: string }>(
					"SELECT peer, text FROM message WHERE peer = ? AND seq > ? AND answers_id = ? AND state <> 'failed' ORDER BY seq",
				)
				.all(record.peer, record.seq, record.id)
				.map((reply) => ({ to: reply.peer, text: reply.text }));
			return ok({ message: view(acting, record), claimedBy: record.claimed_by, replies });
		},
		"keywords.list": (acting) => ok(listKeywords(acting)),
		"keywords.save": saveKeyword,
		"keywords.remove": (acting, { id }) => removeKeyword(acting, id),
		"templates.list": (acting) => ok(listTemplates(acting, wording)),
		"templates.save": (acting, input) => saveTemplate(acting, wording, input),
		"templates.reset": (acting, input) => resetTemplate(acting, wording, input),
		"messages.list": (acting, input) => listMessages(acting, people, input),
		"messages.conversation": (acting, { digits, limit }) => ok(conversation(acting, people, digits, limit)),
		"messages.conversations": (acting, { unreadOnly, limit }) => ok(conversations(acting, people, unreadOnly, limit)),
		"messages.markRead": (acting, { digits }) => ok({ read: markRead(acting, digits) }),
		"messages.cancel": (acting, { id }) => {
			const done = cancelText(acting, gateways, id);
			return done.ok ? ok(view(acting, done.value)) : done;
		},
		"messages.unknown": (acting, { limit }) => ok(unknownTexts(acting, gateways, people, limit)),
		"messages.held": (acting, { limit }) => ok(heldTexts(acting, people, limit)),
		"messages.release": (acting, { id }) => {
			const done = releaseText(acting, gateways, id);
			return done.ok ? ok(view(acting, done.value)) : done;
		},
		"gateway.test": (acting, { name, to }) => sendTest(acting, { gateways, people, texts }, name, to),
		"gateway.testState": (acting, { id }) => testState(acting, id),
		"messages.settle": (acting, { id, as }) => {
			const done = settleText(acting, gateways, id, as);
			return done.ok ? ok(view(acting, done.value)) : done;
		},
	};
}
