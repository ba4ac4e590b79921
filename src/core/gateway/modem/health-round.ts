import { lineOf } from "../at/answer-lines.ts";
import { noteHealth } from "./note-health.ts";
import { askOperator, askRegistration, askSignal } from "./registration.ts";
import { type Duty, recover } from "./shift.ts";
import { askForNotices, askPlaces } from "./sim-memory.ts";

/** Each minute, and more often without a network: signal, registration, room, and whether the modem still tells of texts. */
export const checkHealth: Duty = async (shift) => {
	const { post, session } = shift;
	const { clock, timing } = post.deps;
	if (clock.upMs() < shift.healthAt) return "nothing";
	const signal = await askSignal(session, timing);
	if (session.hasLostStep()) return recover(shift);
	const registration = await askRegistration(session, timing);
	const known = post.status.now().operator;
	const operator = known === null && registration === "usable" ? await askOperator(session, timing) : known;
	const places = await askPlaces(session, timing);
	const notices = await session.ask("AT+CNMI?", timing.commandMs);
	// A modem that was not answered in time stops telling of texts, silently (reliability §1.8).
	if (/^\+CNMI:\s*\d\s*,\s*0/.test(lineOf(notices, "+CNMI:"))) await askForNotices(session, timing);
	if (notices.outcome.kind === "closed") return "reopen";
	shift.healthAt = noteHealth(post, { signal, registration, operator, ...places });
	return session.hasLostStep() ? recover(shift) : "done";
};
