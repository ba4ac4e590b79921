import type { Acting } from "../api/acting.ts";
import type { ParsedInputOf } from "../api/contract.ts";
import type { GatewayView } from "../gateway/api.ts";
import { ok } from "../ground/index.ts";
import type { Correspondents } from "../messaging/index.ts";
import { home } from "./home.ts";
import { messagePlace } from "./message-place.ts";
import { statusLine } from "./status-line.ts";

export interface ReportDeps {
	people: Correspondents;
	gateways(projectId: string): GatewayView[];
}

export function reportHandlers({ people, gateways }: ReportDeps) {
	return {
		"reports.home": (acting: Acting) => ok(home(acting, people)),
		"reports.messagePlace": (acting: Acting, { id }: ParsedInputOf<"reports.messagePlace">) => messagePlace(acting, id),
		"status.line": (acting: Acting) => ok(statusLine(acting, gateways(acting.project.id))),
	};
}
