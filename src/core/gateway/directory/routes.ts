import type { Store } from "../../storage/index.ts";
import type { Route } from "../api.ts";

type Row = Omit<Route, "everywhere"> & { everywhere: number };

/** All routes of a project in the order of decision: its own, longest prefix first, its `*`, then the same of those that hold everywhere. */
export function listRoutes(store: Store, projectId: string): Route[] {
	return store
		.prepare<Row>(
			`SELECT r.prefix, r.project_id = '' AS everywhere, g.name AS gateway FROM gateway_route r JOIN gateway g ON g.name = r.gateway
			 WHERE r.project_id IN (:project, '') AND (g.project_id IS NULL OR g.project_id = :project)
			 ORDER BY r.project_id = '', r.prefix = '*', length(r.prefix) DESC, r.prefix`,
		)
		.all({ project: projectId })
		.map((row) => ({ ...row, everywhere: row.everywhere === 1 }));
}

/** Those of one gateway, `*` last. `projectId` null: only those that hold everywhere. */
export function routesOf(
	store: Store,
	name: string,
	projectId: string | null,
): { prefix: string; everywhere: boolean }[] {
	return store
		.prepare<{ prefix: string; everywhere: number }>(
			`SELECT prefix, project_id = '' AS everywhere FROM gateway_route
			 WHERE gateway = ? AND project_id IN (?, '') ORDER BY prefix = '*', prefix`,
		)
		.all(name, projectId ?? "")
		.map(({ prefix, everywhere }) => ({ prefix, everywhere: everywhere === 1 }));
}
