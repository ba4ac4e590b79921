import { fail, ok, type Result } from "../../ground/index.ts";
import type { Store } from "../../storage/index.ts";

/**
 * The gateway for a number (commcare-behaviour §6.3): the contact's own, which never falls back; then the project's prefixes, longest
 * first, then its `*`; then those of every project. Problems: `GATEWAY_NOT_FOUND`, `NO_SUITABLE_GATEWAY`.
 */
export function chooseGateway(
	store: Store,
	projectId: string,
	digits: string,
	backendId?: string | null,
): Result<string> {
	const wanted = backendId?.trim() ?? "";
	if (wanted !== "") {
		const named = store
			.prepare<{ name: string }>(
				"SELECT name FROM gateway WHERE name = ? AND (project_id IS NULL OR project_id = ?) ORDER BY project_id IS NULL LIMIT 1",
			)
			.get(wanted, projectId);
		return named ? ok(named.name) : fail("GATEWAY_NOT_FOUND", { details: { gateway: wanted } });
	}
	const routed = store
		.prepare<{ name: string }>(
			`SELECT g.name FROM gateway_route r JOIN gateway g ON g.name = r.gateway
			 WHERE r.project_id IN (:project, '') AND (g.project_id IS NULL OR g.project_id = :project)
			 AND (r.prefix = '*' OR substr(:digits, 1, length(r.prefix)) = r.prefix)
			 ORDER BY r.project_id = '', r.prefix = '*', length(r.prefix) DESC LIMIT 1`,
		)
		.get({ project: projectId, digits });
	return routed ? ok(routed.name) : fail("NO_SUITABLE_GATEWAY");
}
