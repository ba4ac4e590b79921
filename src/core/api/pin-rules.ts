/** Signs a PIN or passphrase has at least. */
export const shortestPin = 6;

/** What speaks against a PIN, or null: six signs or more, and not the first ones anybody would try. Screens ask before anything is sent. */
export function pinTrouble(pin: string): "pin-too-short" | "pin-too-easy" | null {
	const tidy = pin.normalize("NFKC").trim();
	if ([...tidy].length < shortestPin) return "pin-too-short";
	return new Set(tidy).size < 3 || isRun(tidy) ? "pin-too-easy" : null;
}

/** 123456, 654321, abcdef: each sign follows the one before. */
function isRun(pin: string): boolean {
	const codes = [...pin].map((sign) => sign.codePointAt(0) ?? 0);
	const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)));
	return steps.size === 1 && [1, -1, 0].includes([...steps][0] ?? 9);
}
