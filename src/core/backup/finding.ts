import type { Check } from "./api.ts";
import type { checkCodes } from "./problems.ts";

/** One finding of the doctor. */
export function finding(
	name: string,
	ok: boolean,
	message: (typeof checkCodes)[number],
	details?: Check["details"],
): Check {
	return details ? { name, ok, message, details } : { name, ok, message };
}
