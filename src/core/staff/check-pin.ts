import { fail, ok, type Result } from "../ground/index.ts";

const shortest = 6;

/** A PIN has six digits or more, a passphrase six letters or more; not the first ones anybody would try. Problems `pin-too-short`, `pin-too-easy`. */
export function checkPin(pin: string): Result<undefined> {
	if ([...pin].length < shortest) return fail("pin-too-short", { field: "pin", details: { shortest } });
	if (new Set(pin).size < 3 || isRun(pin)) return fail("pin-too-easy", { field: "pin" });
	return ok();
}

/** 123456, 654321, abcdef: each sign follows the one before. */
function isRun(pin: string): boolean {
	const codes = [...pin].map((sign) => sign.codePointAt(0) ?? 0);
	const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)));
	return steps.size === 1 && [1, -1, 0].includes([...steps][0] ?? 9);
}
