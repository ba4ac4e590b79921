/** Arabic, Persian and full-width digits as 0–9, so that numbers may be typed on any keyboard. */
export function latinDigits(typed: string): string {
	return typed.normalize("NFKD").replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) % 16));
}
