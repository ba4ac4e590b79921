import type { Acting } from "../api/acting.ts";
import { oldestReview } from "../consent/index.ts";
import { type CaseRecord, caseRow } from "../contacts/index.ts";
import type { Home } from "../messaging/api.ts";
import { type Correspondents, conversations } from "../messaging/index.ts";

const days = 14;

/** What needs somebody now, and how the last two weeks went. */
export function home(acting: Acting, people: Correspondents): Home {
	const { store, project } = acting;
	const count = (sql: string) => store.prepare<{ n: number }>(sql).get(project.id)?.n ?? 0;
	return {
		unread: count("SELECT COUNT(*) n FROM message WHERE direction = 'in' AND read_at IS NULL AND project_id = ?"),
		failed: count(
			"SELECT COUNT(*) n FROM message WHERE state = 'failed' AND direction = 'out' AND problem <> 'CANCELLED' AND project_id = ?",
		),
		unknown: count("SELECT COUNT(*) n FROM message WHERE state = 'unknown' AND project_id = ?"),
		queued: count("SELECT COUNT(*) n FROM message WHERE state = 'queued' AND project_id = ?"),
		sending: count("SELECT COUNT(*) n FROM message WHERE state = 'sending' AND project_id = ?"),
		reviews: store.prepare<{ n: number }>("SELECT COUNT(*) n FROM stop_review WHERE settled_at IS NULL").get()?.n ?? 0,
		oldestReview: oldestReview(store),
		waiting: conversations(acting, people, true, 10),
		textsByDay: textsByDay(acting),
		registrationsByDay: registrationsByDay(acting),
		recent: store
			.prepare<CaseRecord>(
				"SELECT * FROM contact_case WHERE project_id = ? AND deleted_at IS NULL AND closed_at IS NULL ORDER BY seq DESC LIMIT 8",
			)
			.all(project.id)
			.map((record) => caseRow(acting, record)),
	};
}

function textsByDay(acting: Acting): Home["textsByDay"] {
	const rows = acting.store
		.prepare<{ day: string; direction: string; state: string; n: number }>(
			"SELECT substr(created_at, 1, 10) day, direction, state, COUNT(*) n FROM message WHERE created_at >= ? AND project_id = ? GROUP BY 1, 2, 3",
		)
		.all(firstDay(acting), acting.project.id);
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

function registrationsByDay(acting: Acting): Home["registrationsByDay"] {
	const rows = acting.store
		.prepare<{ day: string; registered: number; consented: number }>(
			"SELECT day, registered, consented FROM registration_day WHERE project_id = ? AND day >= ?",
		)
		.all(acting.project.id, firstDay(acting));
	const known = new Map(rows.map((row) => [row.day, row]));
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
