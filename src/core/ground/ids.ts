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
