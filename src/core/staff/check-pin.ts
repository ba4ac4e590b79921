import { pinTrouble, shortestPin } from "../api/pin-rules.ts";
import { fail, ok, type Result } from "../ground/index.ts";

/** A PIN has six digits or more, a passphrase six letters or more; not the first ones anybody would try. Problems `pin-too-short`, `pin-too-easy`. */
export function checkPin(pin: string): Result<undefined> {
	const code = pinTrouble(pin);
	if (code === null) return ok();
	return fail(code, { field: "pin", ...(code === "pin-too-short" ? { details: { shortest: shortestPin } } : {}) });
}
