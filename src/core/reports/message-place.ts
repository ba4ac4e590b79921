import type { Acting } from "../api/acting.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import { findMessagePlace } from "../messaging/index.ts";
import { findProject } from "../settings/index.ts";
import type { MessagePlace } from "./api.ts";

/** Where a text stands, in whichever project. Problem: `message-not-found`. */
export function messagePlace({ store }: Acting, id: string): Result<MessagePlace> {
	const place = findMessagePlace(store, id);
	const project = place && findProject(store, place.projectId);
	if (!place || !project) return fail("message-not-found");
	return ok({ digits: place.digits, project: { id: project.id, name: project.name } });
}
