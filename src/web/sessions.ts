import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Outpost, Seat } from "../core/outpost-types.ts";
import { headerValues } from "./request-guard.ts";

export interface Session {
	seat: Seat;
	lines: number;
	seenMs: number;
	locked: boolean;
}

export interface Sessions {
	/** A token that opens one session, once. An unused earlier one stops working. */
	newToken(): string;
	/** Spends a token; the `Set-Cookie` value of the new session, or null where the token is not the one. */
	enter(token: string): string | null;
	/** The session of a request's cookie. */
	of(request: IncomingMessage): Session | null;
	close(): void;
}

/** Without a page open for this long, the seat is locked, and after the second time forgotten. */
const lockAfterMs = 15 * 60_000;
const forgetAfterMs = 12 * 60 * 60_000;

/**
 * Browser sessions: each is one seat. Tokens are 256 bits and kept as hashes only. Browsers show a cookie of 127.0.0.1 to every
 * port there, so the name carries ours, and the value is worth nothing after `close`.
 */
export function makeSessions(outpost: Outpost, port: number, nowMs: () => number = Date.now): Sessions {
	const cookieName = `outpost-${port}`;
	const sessions = new Map<string, Session>();
	let entry: string | null = null;
	const timer = setInterval(sweep, 60_000);
	timer.unref();

	function sweep() {
		for (const [key, session] of sessions) {
			const away = session.lines > 0 ? 0 : nowMs() - session.seenMs;
			if (away > forgetAfterMs) {
				sessions.delete(key);
				outpost.leave(session.seat);
			} else if (away > lockAfterMs && !session.locked) {
				session.locked = true;
				void outpost.call("staff.lock", {}, session.seat);
			}
		}
	}

	return {
		newToken() {
			const token = newToken();
			entry = hashOf(token);
			return token;
		},
		enter(token) {
			if (entry === null || hashOf(token) !== entry) return null;
			entry = null;
			const cookie = newToken();
			sessions.set(hashOf(cookie), { seat: `web-${randomUUID()}`, lines: 0, seenMs: nowMs(), locked: false });
			return `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
		},
		of(request) {
			const ours = headerValues(request, "cookie")
				.flatMap((header) => header.split(";"))
				.map((pair) => pair.trim().split("="))
				.filter(([name]) => name === cookieName);
			const session = ours.length === 1 ? sessions.get(hashOf(ours[0]?.[1] ?? "")) : undefined;
			if (!session) return null;
			session.seenMs = nowMs();
			session.locked = false;
			return session;
		},
		close() {
			clearInterval(timer);
			for (const { seat } of sessions.values()) outpost.leave(seat);
			sessions.clear();
			entry = null;
		},
	};
}

function newToken(): string {
	return randomBytes(32).toString("base64url");
}
function hashOf(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}
