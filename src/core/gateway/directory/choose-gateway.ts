import { fail, ok, type Result } from "../../ground/index.ts";
import type { Store } from "../../storage/index.ts";
import type { Choice } from "../api.ts";
import { allGateways } from "./gateway-record.ts";
import { mayUse } from "./gateway-view.ts";
import { listRoutes } from "./routes.ts";

export type Chosen = Omit<Choice, "gateway" | "refused"> & { gateway: string };

/**
 * The gateway for a number (commcare-behaviour §6.3): the contact's own, which never falls back; then the project's prefixes, longest
 * first, then its `*`; then those of every project. Problems: `GATEWAY_NOT_FOUND`, `NO_SUITABLE_GATEWAY`.
 */
export function chooseGateway(
	store: Store,
	projectId: string,
	digits: string,
	backendId?: string | null,
): Result<Chosen> {
	const wanted = backendId?.trim() ?? "";
	if (wanted !== "") {
		const folded = wanted.toUpperCase();
		const named = allGateways(store).find(
			(gateway) => gateway.name.toUpperCase() === folded && mayUse(gateway, projectId),
		);
		return named
			? ok({ gateway: named.name, because: "named", prefix: null })
			: fail("GATEWAY_NOT_FOUND", { details: { gateway: wanted } });
	}
	const route = listRoutes(store, projectId).find(({ prefix }) => prefix === "*" || digits.startsWith(prefix));
	if (!route) return fail("NO_SUITABLE_GATEWAY");
	const level = route.everywhere ? "everywhere" : "project";
	return ok({
		gateway: route.gateway,
		because: `${level}-${route.prefix === "*" ? "default" : "prefix"}`,
		prefix: route.prefix,
	});
}
