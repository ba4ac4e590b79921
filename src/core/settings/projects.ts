import type { Acting, Project } from "../api/acting.ts";
import { isReservedName } from "../api/reserved-names.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, instant, newId, ok, type Result } from "../ground/index.ts";
import type { ProjectSummary } from "../staff/api.ts";
import type { Store } from "../storage/index.ts";
import { isCountry, isTimeZone } from "./setting-table.ts";

interface Row {
	id: string;
	name: string;
	country: string;
	time_zone: string;
	languages: string;
}

/** All projects of the office, the oldest first. */
export function listProjects(store: Store): Project[] {
	return store
		.prepare<Row>("SELECT id, name, country, time_zone, languages FROM project ORDER BY seq")
		.all()
		.map(shown);
}

export function findProject(store: Store, id: string): Project | undefined {
	const row = store.prepare<Row>("SELECT id, name, country, time_zone, languages FROM project WHERE id = ?").get(id);
	return row && shown(row);
}

/** When the office's first project was added; null in an office that has none yet. */
export function foundedAt(store: Store): string | null {
	return store.prepare<{ at: string | null }>("SELECT MIN(created_at) at FROM project").get()?.at ?? null;
}

/** Adds a project. Problems `project-exists`, `bad-project-name`, `reserved-project-name`, `bad-country`, `bad-time-zone`. */
export function addProject(
	acting: Pick<Acting, "store" | "clock" | "staff">,
	input: Omit<ProjectSummary, "id">,
): Result<ProjectSummary> {
	const name = input.name.trim();
	// A name of one word can be texted after `join`; a longer one is for projects that people are registered in by staff.
	if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._'’&()-]*( [\p{L}\p{N}\p{M}._'’&()-]+)*$/u.test(name))
		return fail("bad-project-name", { field: "name" });
	if (isReservedName(name)) return fail("reserved-project-name", { field: "name", details: { name } });
	const country = input.country.toUpperCase();
	if (!isCountry(country)) return fail("bad-country", { field: "country" });
	if (!isTimeZone(input.timeZone)) return fail("bad-time-zone", { field: "timeZone" });
	const { store } = acting;
	return store.write(() => {
		if (store.prepare("SELECT 1 FROM project WHERE name_folded = ?").get(name.toLowerCase()))
			return fail("project-exists", { field: "name" });
		const project = { id: newId(), name, country, timeZone: input.timeZone, languages: [...new Set(input.languages)] };
		store
			.prepare(
				"INSERT INTO project (id, name, name_folded, country, time_zone, languages, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
			)
			.run(
				project.id,
				name,
				name.toLowerCase(),
				country,
				project.timeZone,
				JSON.stringify(project.languages),
				instant(acting.clock),
			);
		recordAudit(
			{ ...acting, project },
			{ action: "project.added", subject: { kind: "project", id: project.id }, details: { name } },
		);
		store.announce({ type: "changed", topics: ["projects"] });
		return ok(project);
	});
}

function shown(row: Row): Project {
	return {
		id: row.id,
		name: row.name,
		country: row.country,
		timeZone: row.time_zone,
		languages: JSON.parse(row.languages) as string[],
	};
}
