import { randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "./clock.ts";

/** A random UUID (version 4): HQ accepts these as case ids chosen by the client (commcare-behaviour §7.5). */
export function newId(): string {
	return randomUUID();
}

/**
 * A UUID that begins with the time (version 7, RFC 9562), for what comes in numbers, such as texts: those made one after the other stand
 * together in an index, where random ones dirty a page each.
 */
export function newIdInOrder(clock: Pick<Clock, "nowMs">): string {
	const time = Math.max(0, Math.trunc(clock.nowMs())).toString(16).padStart(12, "0");
	return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
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
