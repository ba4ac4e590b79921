import { randomBytes, randomUUID } from "node:crypto";

/** A random UUID (version 4): HQ accepts these as case ids chosen by the client (commcare-behaviour §7.5). */
export function newId(): string {
	return randomUUID();
}

/** Unpredictable bytes for keys, salts and tokens. */
export function secretBytes(count: number): Buffer {
	return randomBytes(count);
}

/** A token of 256 bits that is safe in a header, a cookie or a file name. */
export function newToken(): string {
	return randomBytes(32).toString("base64url");
}

/** A number from 0 up to 1, for pauses that must not fall together. */
export function randomShare(): number {
	return randomBytes(4).readUInt32BE() / 2 ** 32;
}
