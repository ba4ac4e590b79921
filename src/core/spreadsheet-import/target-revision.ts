import type { Acting } from "../api/acting.ts";
import { findCase, findWorker } from "../contacts/index.ts";
import type { ImportKind } from "./api.ts";

/** The revision of the case or worker that a row wrote, as it is now. Null: it is not there any more. */
export function targetRevision(acting: Acting, kind: ImportKind, target: string | null): number | null {
	const found = kind === "cases" ? findCase(acting, target ?? "") : findWorker(acting, target ?? "");
	return found.ok ? found.value.revision : null;
}
