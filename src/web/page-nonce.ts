import { randomBytes } from "node:crypto";
import type { PageFile } from "./page-files.ts";

/** What the build writes where the nonce of a page belongs (`electron.vite.config.ts`). */
export const noncePlace = "outpost-page-nonce";

/** A word for one answer: styles that carry it come from us (CSP level 3, nonce-source; at least 128 bits). */
export function makeNonce(): string {
	return randomBytes(16).toString("base64url");
}

/** A page with `nonce` in its place; every other file as it is. */
export function withNonce({ bytes, type }: PageFile, nonce: string): Buffer<ArrayBuffer> {
	return type.startsWith("text/html") ? Buffer.from(bytes.toString("utf8").replaceAll(noncePlace, nonce)) : bytes;
}
