import type { Acting } from "../../api/acting.ts";
import type { Gateways } from "../../gateway/index.ts";
import { fail, ok, type Result } from "../../ground/index.ts";
import type { OutState } from "../api.ts";
import type { Correspondents } from "../correspondents.ts";
import { findMessage, type MessageRecord } from "../message-record.ts";
import type { SystemTexts } from "../templates/system-text.ts";
import { asResult, queueText } from "./queue-text.ts";

export interface TestDeps {
	gateways: Gateways;
	people: Correspondents;
	texts: SystemTexts;
}

/**
 * A text to somebody's own phone through one gateway, whatever the routes say. Who asks for it vouches for the phone, so no consent is
 * looked for; an opt-out and the spending guards hold. Problems: `gateway-not-found`, those of queueing.
 */
export function sendTest(
	acting: Acting,
	{ gateways, people, texts }: TestDeps,
	gateway: string,
	digits: string,
): Result<{ id: string }> {
	const shown = gateways.show(acting.project.id, gateway, false);
	if (!shown.ok) return shown;
	const values = { office: acting.project.name, gateway: shown.value.name };
	const sent = asResult(
		queueText(acting, gateways, people, {
			to: { contact: null, digits, gatewayName: null },
			text: texts.text("gatewayTest", acting.project.languages, values),
			purpose: "test",
			gateway: shown.value.name,
		}),
	);
	return sent.ok ? ok({ id: sent.value.id }) : sent;
}

/** How far it is. Only of test texts: whoever looks after modems reads no others. Problem: `message-not-found`. */
export function testState(
	acting: Acting,
	id: string,
): Result<{ state: OutState; problem: string | null; sentAt: string | null; deliveredAt: string | null }> {
	const record: MessageRecord | undefined = findMessage(acting, id);
	if (record?.purpose !== "test") return fail("message-not-found");
	return ok({
		state: record.state as OutState,
		problem: record.problem,
		sentAt: record.sent_at,
		deliveredAt: record.delivered_at,
	});
}
