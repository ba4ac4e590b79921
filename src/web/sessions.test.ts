import type { IncomingMessage } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Outpost } from "../core/outpost-types.ts";
import { makeSessions } from "./sessions.ts";
import { readWebFlags } from "./web-flags.ts";

const minute = 60_000;

describe("browser sessions", () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	function start() {
		const did: string[] = [];
		const outpost = {
			call: async (name: string, _: unknown, seat: string) => did.push(`${name} ${seat}`),
			leave: (seat: string) => did.push(`leave ${seat}`),
		} as unknown as Outpost;
		const sessions = makeSessions(outpost, 4173);
		const cookie = sessions.enter(sessions.newToken())?.split(";")[0] ?? "";
		const request = (value: string) => ({ rawHeaders: ["Cookie", value] }) as IncomingMessage;
		return { did, sessions, cookie, request };
	}

	it("locks a seat that no page shows for 15 minutes, once, and forgets it after 12 hours", () => {
		const { did, sessions, cookie, request } = start();
		const session = sessions.of(request(cookie));
		const seat = session?.seat;
		vi.advanceTimersByTime(15 * minute);
		expect(did).toEqual([]);
		vi.advanceTimersByTime(30 * minute);
		expect(did).toEqual([`staff.lock ${seat}`]);
		expect(sessions.of(request(cookie))?.seat).toBe(seat);
		vi.advanceTimersByTime(13 * 60 * minute);
		expect(did).toEqual([`staff.lock ${seat}`, `staff.lock ${seat}`, `leave ${seat}`]);
		expect(sessions.of(request(cookie))).toBeNull();
		sessions.close();
	});

	it("leaves a seat alone while a page shows it", () => {
		const { did, sessions, cookie, request } = start();
		const session = sessions.of(request(`other=1; ${cookie}`));
		if (session) session.lines = 1;
		vi.advanceTimersByTime(48 * 60 * minute);
		expect(did).toEqual([]);
		sessions.close();
		expect(did).toEqual([`leave ${session?.seat}`]);
		expect(sessions.of(request(cookie))).toBeNull();
	});
});

describe("flags", () => {
	it("are read or refused", () => {
		expect(readWebFlags([])).toEqual({ port: 0, data: undefined, open: false, json: false });
		expect(readWebFlags(["--port=4173", "--data", "/d", "--json"])).toMatchObject({
			port: 4173,
			data: "/d",
			json: true,
		});
		for (const bad of [["--port", "x"], ["--port", "70000"], ["--port=-1"], ["--host", "0.0.0.0"], ["word"]]) {
			expect(readWebFlags(bad), bad.join(" ")).toBeNull();
		}
	});
});
