import type { Acting } from "./api/acting.ts";
import { recordAudit } from "./audit/index.ts";
import { isOptedOut, openReview, optRequest, setOptOut } from "./consent/index.ts";
import { languageOf } from "./contacts/index.ts";
import type { Incoming, Step, SystemTexts } from "./messaging/index.ts";
import { readList } from "./settings/index.ts";

/**
 * The order in which an incoming text is offered to the rooms; the first step that claims it ends the walk. STOP and START come before
 * everything, for strangers too and in every state of every dialogue.
 */
export function inboundSteps(texts: SystemTexts): readonly Step[] {
	return [optOutStep(texts)];
}

function optOutStep(texts: SystemTexts): Step {
	return (acting, incoming) => {
		switch (optRequest(incoming.text, readList(acting, "optOut.extraWords"))) {
			case "opt-out":
				setOptOut(acting, incoming.peer, true);
				recordAudit(acting, { action: "stop.taken", subject: { kind: "message", id: incoming.id } });
				return {
					claimedBy: "opt-out",
					replies: [
						{ purpose: "opt-out", text: texts.text("optedOut", languagesOf(acting, incoming), wording(acting)) },
					],
				};
			case "opt-in":
				setOptOut(acting, incoming.peer, false);
				recordAudit(acting, { action: "start.taken", subject: { kind: "message", id: incoming.id } });
				return {
					claimedBy: "opt-in",
					replies: [{ purpose: "opt-in", text: texts.text("optedIn", languagesOf(acting, incoming), wording(acting)) }],
				};
			case "review":
				if (isOptedOut(acting.store, incoming.peer)) return null;
				openReview(acting, incoming.peer, incoming.id);
				return { claimedBy: "review", replies: [] };
			default:
				return null;
		}
	};
}

function wording(acting: Acting): Record<string, string> {
	return { office: acting.project.name, start: "START", stop: "STOP" };
}

function languagesOf(acting: Acting, incoming: Incoming): string[] {
	const own = incoming.contact ? languageOf(acting, incoming.contact) : null;
	return own ? [own, ...acting.project.languages] : acting.project.languages;
}
