import { secretBytes } from "../ground/index.ts";

/** Crockford's letters: none that are read for another. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A code of 160 bits in eight groups of four, shown once at set-up for printing. */
export function newRecoveryCode(): string {
	const code = [...secretBytes(32)].map((byte) => letters[byte % 32]).join("");
	return code.match(/.{4}/g)?.join("-") ?? code;
}

/** The code as typed from paper: any case, spaces and hyphens anywhere, O for 0, I and L for 1. */
export function tidyRecoveryCode(typed: string): string {
	return typed
		.normalize("NFKC")
		.toUpperCase()
		.replace(/[^0-9A-Z]/g, "")
		.replace(/O/g, "0")
		.replace(/[IL]/g, "1");
}
