import type { Acting } from "./api/acting.ts";
import { recordAudit } from "./audit/index.ts";
import { isOptedOut, openReview, optOutOf, optRequest, setOptOut } from "./consent/index.ts";
import { languageOf } from "./contacts/index.ts";
import {
	type Claim,
	defaultAnswerStep,
	type Incoming,
	keywordStep,
	type StartSurvey,
	type Step,
	type Wording,
} from "./messaging/index.ts";
import { alreadyRegisteredStep, joinStep, type RegisterWorker } from "./self-registration/index.ts";
import { readList } from "./settings/index.ts";

export interface InboundDeps {
	wording: Wording;
	/** The acting of a project, without anybody signed in. */
	actingIn(projectId: string): Acting;
	registerWorker: RegisterWorker;
	startSurvey: StartSurvey;
	/** Takes the answer to a verifying text. */
	verification?: Step;
	/** Takes an answer to an open survey. */
	survey?: Step;
}

/**
 * The order in which an incoming text is offered to the rooms; the first step that claims it ends the walk. STOP and START come before
 * everything, for strangers too and in every state of every dialogue.
 */
export function inboundSteps(deps: InboundDeps): readonly Step[] {
	const { wording, startSurvey } = deps;
	return [
		optOutStep(wording),
		deps.verification,
		joinStep(deps),
		deps.survey,
		keywordStep({ startSurvey, languageOf }),
		alreadyRegisteredStep(deps),
		defaultAnswerStep(wording, { languageOf }),
	].filter((step) => step !== undefined);
}

function optOutStep(wording: Wording): Step {
	return (acting, incoming) => {
		const asked = optRequest(incoming.text, readList(acting, "optOut.extraWords"));
		if (asked === null) return null;
		// Staff put down that this number's START is not taken: it stays stopped, and its texts are read like any other's.
		if (!optOutOf(acting.store, incoming.peer).mayStartAgain) return null;
		switch (asked) {
			case "opt-out":
			case "opt-in":
				setOptOut(acting, incoming.peer, asked === "opt-out");
				recordAudit(acting, {
					action: asked === "opt-out" ? "stop.taken" : "start.taken",
					subject: { kind: "message", id: incoming.id },
				});
				return confirmation(wording, acting, incoming, asked);
			case "review":
				if (isOptedOut(acting.store, incoming.peer)) return null;
				openReview(acting, incoming.peer, incoming.id);
				return { claimedBy: "review", replies: [] };
		}
	};
}

function confirmation(wording: Wording, acting: Acting, incoming: Incoming, purpose: "opt-out" | "opt-in"): Claim {
	const language = incoming.contact && languageOf(acting, incoming.contact);
	const text = wording.say(acting, purpose === "opt-out" ? "optedOut" : "optedIn", language);
	return { claimedBy: purpose, replies: [{ purpose, text }] };
}
