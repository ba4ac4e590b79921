import type { Acting } from "../api/acting.ts";
import { countReviews, oldestReview } from "../consent/index.ts";
import { recentCases, registrationsByDay } from "../contacts/index.ts";
import type { Home } from "../messaging/api.ts";
import { type Correspondents, conversations, countMessages, messagesByDay } from "../messaging/index.ts";

const days = 14;

/** What needs somebody now, and how the last two weeks went. */
export function home(acting: Acting, people: Correspondents): Home {
	return {
		...countMessages(acting),
		reviews: countReviews(acting.store),
		oldestReview: oldestReview(acting.store),
		waiting: conversations(acting, people, true, 10),
		textsByDay: textsByDay(acting),
		registrationsByDay: registrations(acting),
		recent: recentCases(acting, 8),
	};
}

function textsByDay(acting: Acting): Home["textsByDay"] {
	const rows = messagesByDay(acting, firstDay(acting));
	return lastDays(acting).map((day) => {
		const of = (wanted: (row: (typeof rows)[number]) => boolean) =>
			rows.filter((row) => row.day === day && wanted(row)).reduce((sum, row) => sum + row.n, 0);
		return {
			day,
			received: of((row) => row.direction === "in"),
			sent: of((row) => row.state === "sent"),
			delivered: of((row) => row.state === "delivered"),
			failed: of((row) => row.direction === "out" && (row.state === "failed" || row.state === "unknown")),
		};
	});
}

function registrations(acting: Acting): Home["registrationsByDay"] {
	const known = new Map(registrationsByDay(acting, firstDay(acting)).map((row) => [row.day, row]));
	return lastDays(acting).map((day) => ({
		day,
		registered: known.get(day)?.registered ?? 0,
		consented: known.get(day)?.consented ?? 0,
	}));
}

function lastDays({ clock }: Acting): string[] {
	return Array.from({ length: days }, (_, back) =>
		new Date(clock.nowMs() - (days - 1 - back) * 86_400_000).toISOString().slice(0, 10),
	);
}

function firstDay(acting: Acting): string {
	return lastDays(acting)[0] ?? "";
}
