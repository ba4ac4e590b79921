import type { CaseView } from "../../../core/api/index.ts";

/** The number to show: of a closed case too, which holds none any more but still has it on record. Null where no number can be made of it. */
export function storedDigits(view: CaseView): string | null {
	const stored = view.properties.contact_phone_number ?? "";
	return view.number.digits ?? (view.closed && /^[1-9]\d+$/.test(stored) ? stored : null);
}
