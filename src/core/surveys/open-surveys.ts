import type { Acting, HandlersOf } from "../api/acting.ts";
import { ok, type Result } from "../ground/index.ts";
import type { Step } from "../messaging/index.ts";
import { checkSetting } from "../settings/index.ts";
import type { SessionView, surveysApi } from "./api.ts";
import { putEndsOnRecord } from "./ends-on-record.ts";
import { exportAnswers } from "./export-answers.ts";
import { listAnswers } from "./list-answers.ts";
import { preview } from "./preview.ts";
import { keepRounds, type Rounds, type RoundsDeps } from "./rounds.ts";
import { importSurvey, removeSurvey, saveSurvey } from "./save-survey.ts";
import { openSessionAt, type SessionRecord } from "./session-record.ts";
import { closeSession, listSessions, sessionView } from "./session-view.ts";
import { type StartWish, startSurvey } from "./start-survey.ts";
import { findSurvey, type SurveyRecord } from "./survey-record.ts";
import { countMany, listRuns, setRun, startMany } from "./survey-runs.ts";
import { listSurveys, surveyView } from "./survey-view.ts";
import { takeAnswer } from "./take-answer.ts";

/** The surveys of one office, for whoever wires the rooms. */
export interface Surveys {
	handlers: HandlersOf<typeof surveysApi>;
	/** The inbound step. */
	step: Step;
	/** For the welcome and for keywords: joins the caller's transaction. Problems: those of `startSurvey`. */
	start(acting: Acting, wish: StartWish): Result<SessionView>;
	/** Who is being asked at that number, even while it is one-way: their answer must be known as theirs. */
	askedAt(acting: Pick<Acting, "store">, digits: string): { kind: "case"; id: string; projectId: string } | null;
	/** Reminders, ends and runs from now on, while `mayRun`. */
	keepRounds(mayRun: () => boolean): Rounds;
}

export function openSurveys(deps: RoundsDeps): Surveys {
	const { store } = deps.actingIn();
	checkSetting(store, "welcome.case.survey", (acting, value) => {
		const found = value === "" ? null : findSurvey(acting, value);
		return found?.ok === false ? found : null;
	});
	store.beforeCommit(() => putEndsOnRecord(store, deps.actingIn));
	const shown = (acting: Acting, saved: Result<SurveyRecord>) =>
		saved.ok ? ok(surveyView(deps, acting, saved.value)) : saved;
	const session = (acting: Acting, started: Result<SessionRecord>) =>
		started.ok ? ok(sessionView(acting, started.value)) : started;
	return {
		handlers: {
			"surveys.list": (acting) => ok(listSurveys(acting)),
			"surveys.show": (acting, { survey }) => shown(acting, findSurvey(acting, survey)),
			"surveys.save": (acting, input) => shown(acting, saveSurvey(deps, acting, input)),
			"surveys.import": (acting, { json }) => shown(acting, importSurvey(deps, acting, json)),
			"surveys.remove": (acting, { survey, letGo }) => removeSurvey(deps, acting, survey, letGo),
			"surveys.start": (acting, input) => session(acting, startSurvey(deps, acting, { ...input, how: "staff" })),
			"surveys.count": (acting, input) => countMany(deps, acting, input),
			"surveys.startMany": (acting, input) => startMany(acting, input),
			"surveys.runs": (acting) => ok(listRuns(acting)),
			"surveys.setRun": (acting, { id, to }) => setRun(acting, id, to),
			"surveys.sessions": (acting, input) => listSessions(acting, input),
			"surveys.closeSession": (acting, { id }) => closeSession(deps, acting, id),
			"surveys.answers": (acting, input) => listAnswers(acting, input),
			"surveys.exportAnswers": (acting, { survey }) => exportAnswers(acting, survey),
			"surveys.preview": (acting, input) => preview(deps, acting, input),
		},
		step: (acting, incoming) => takeAnswer(deps, acting, incoming),
		start: (acting, wish) => session(acting, startSurvey(deps, acting, wish)),
		askedAt({ store }, digits) {
			const asked = openSessionAt(store, digits);
			return asked ? { kind: "case", id: asked.case_id, projectId: asked.project_id } : null;
		},
		keepRounds: (mayRun) => keepRounds(deps, mayRun),
	};
}
