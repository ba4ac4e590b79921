import type { CaseView } from "../../../core/api/index.ts";

/** The pages' "Already In Use": this number would be two-way, but somebody else holds it. */
export function isInUse(view: CaseView): boolean {
	return view.number.inUseBy !== null && view.warnings.includes("number-in-use");
}
