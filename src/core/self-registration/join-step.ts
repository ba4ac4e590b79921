import type { Acting, Project } from "../api/acting.ts";
import { languageOf, registerCaseBySms } from "../contacts/index.ts";
import type { Result } from "../ground/index.ts";
import type { Claim, Incoming, StartSurvey, Step, Wording } from "../messaging/index.ts";
import { reserverOf } from "../phone-numbers/index.ts";
import { listProjects, readBoolean, readSetting } from "../settings/index.ts";
import type { UnregisteredReason } from "./api.ts";
import { readJoin } from "./read-join.ts";
import { refusalText } from "./refusal-texts.ts";
import { hasJustRegistered, noteRegistration } from "./registrations.ts";
import { noteUnregistered, wasToldToday } from "./unregistered.ts";

/** Makes a worker whose first number is the sender's, two-way and verified; handed in at the start. Nothing is written where it fails. */
export type RegisterWorker = (
	acting: Acting,
	wish: { username: string; digits: string; messageId: string },
) => Result<{ id: string; username: string }>;

export interface JoinDeps {
	wording: Wording;
	startSurvey: StartSurvey;
	registerWorker: RegisterWorker;
	/** The acting of a project, without anybody signed in. */
	actingIn(projectId: string): Acting;
}

/** International, as networks give numbers that can be texted: no short code, no national form, no letters. */
const canBeRegistered = /^[1-9]\d{6,14}$/;

/**
 * `join <project>` and `join <project> worker [username]` of a sender that is not two-way (commcare-behaviour §3). What registers nobody is listed
 * for staff with its reason; only a username that can't be had and a number that is taken are answered.
 */
export function joinStep(deps: JoinDeps): Step {
	return (acting, incoming) => {
		const asked = readJoin(incoming.text);
		if (!asked || isTwoWay(acting, incoming)) return null;
		const project = projectNamed(acting, asked.project);
		if (!project) {
			noteUnregistered(acting, incoming, asked.project === null ? "project-missing" : "unknown-project");
			return null;
		}
		const there = deps.actingIn(project.id);
		const unregistered = (reason: UnregisteredReason, text?: string): Claim => {
			noteUnregistered(there, incoming, reason);
			return {
				claimedBy: text === undefined ? "staff" : "self-registration",
				replies: text === undefined ? [] : [{ text, purpose: "registration" }],
				filedUnder: { projectId: project.id, contact: null },
			};
		};
		if (!readBoolean(there, asked.worker ? "selfRegistration.worker.enabled" : "selfRegistration.case.enabled"))
			return unregistered(asked.worker ? "worker-registration-off" : "case-registration-off");
		if (!canBeRegistered.test(incoming.peer)) return unregistered("sender-not-a-number");

		if (asked.worker) {
			const username = asked.username ?? incoming.peer;
			const made = deps.registerWorker(there, { username, digits: incoming.peer, messageId: incoming.id });
			if (!made.ok) {
				const refusal = refusalText(deps.wording, there, made.problem, username);
				return unregistered(refusal.reason, refusal.text);
			}
			noteRegistration(there, incoming, { kind: "worker", id: made.value.id, submitter: null });
			return welcome(deps, there, incoming, { kind: "worker", id: made.value.id });
		}
		if (hasJustRegistered(there, incoming.peer)) return alreadyRegistered(deps.wording, there, there, incoming, null);
		const [type, owner, submitter] = (["type", "owner", "submitter"] as const).map((key) =>
			readSetting(there, `selfRegistration.case.${key}`),
		);
		if (!type || !submitter) return unregistered("self-registration-incomplete");
		const record = registerCaseBySms(there, {
			type,
			owner: owner || submitter,
			submitter,
			digits: incoming.peer,
			messageId: incoming.id,
		});
		noteRegistration(there, incoming, { kind: "case", id: record.id, submitter });
		return welcome(deps, there, incoming, { kind: "case", id: record.id });
	};
}

/** After surveys and keywords: somebody who is two-way already and asks to join is told so, once a day (commcare-behaviour §3.5). */
export function alreadyRegisteredStep({ wording, actingIn }: Pick<JoinDeps, "wording" | "actingIn">): Step {
	return (acting, incoming) => {
		const asked = readJoin(incoming.text);
		const project = asked && projectNamed(acting, asked.project);
		if (!project || !isTwoWay(acting, incoming)) return null;
		const language = incoming.contact && languageOf(acting, incoming.contact);
		// What they asked to join is looked after where it is; what they are told names where they are.
		return alreadyRegistered(wording, acting, actingIn(project.id), incoming, language);
	};
}

function alreadyRegistered(
	wording: Wording,
	acting: Acting,
	there: Acting,
	incoming: Incoming,
	language: string | null,
): Claim {
	const isTold = wasToldToday(there, incoming.peer);
	noteUnregistered(there, incoming, "already-registered");
	return {
		claimedBy: "self-registration",
		replies: isTold ? [] : [{ text: wording.say(acting, "alreadyRegistered", language), purpose: "registration" }],
	};
}

/** Text and survey are switched on each by itself. A survey that can't be started leaves the registration standing. */
function welcome(
	{ wording, startSurvey }: JoinDeps,
	acting: Acting,
	incoming: Incoming,
	{ kind, id }: { kind: "case" | "worker"; id: string },
): Claim {
	const contact = { kind, id, projectId: acting.project.id };
	const replies: Claim["replies"] = [];
	if (readBoolean(acting, `welcome.${kind}.enabled`))
		replies.push({
			text: wording.say(acting, kind === "case" ? "welcomeCase" : "welcomeWorker", languageOf(acting, contact)),
			purpose: "registration",
		});
	const survey = kind === "case" ? readSetting(acting, "welcome.case.survey") : "";
	if (survey !== "") {
		const started = startSurvey(acting, {
			survey,
			contact,
			digits: incoming.peer,
			messageId: incoming.id,
			because: "welcome",
		});
		if (started.ok) replies.push(...started.value.replies.map(({ text }) => ({ text, purpose: "reply" as const })));
		else acting.log.warn(`welcome survey not started for message ${incoming.id}: ${started.problem.code}`);
	}
	return {
		claimedBy: "self-registration",
		settled: true,
		replies,
		filedUnder: { projectId: acting.project.id, contact },
	};
}

function projectNamed({ store }: Acting, word: string | null): Project | undefined {
	return word === null
		? undefined
		: listProjects(store).find((project) => project.name.toLowerCase() === word.toLowerCase());
}

function isTwoWay({ store }: Acting, incoming: Incoming): boolean {
	return reserverOf(store, incoming.peer)?.state === "two-way";
}
