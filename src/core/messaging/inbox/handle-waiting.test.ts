import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestStore } from "../../../testing/test-store.ts";
import type { Acting } from "../../api/acting.ts";
import { movableClock, silentLog } from "../../ground/index.ts";
import type { Store } from "../../storage/index.ts";
import { handleWaiting, keepHandling, type Step, type StepsDeps } from "../index.ts";

let place: ReturnType<typeof openTestStore>;
let store: Store;
let acting: Acting;
beforeEach(() => {
	place = openTestStore();
	store = place.store;
	const project = { id: "p", name: "clinic", country: "KE", timeZone: "Africa/Nairobi", languages: ["en"] };
	acting = { store, clock: movableClock(), log: silentLog, project, staff: null };
});
afterEach(() => place.remove());

const arrive = (text: string) =>
	store
		.prepare(
			"INSERT INTO message (id, project_id, direction, peer, text, state, created_at) VALUES (?, 'p', 'in', '254722000001', ?, 'received', '2026-01-05T08:00:00.000Z')",
		)
		.run(text, text);
const states = () =>
	store
		.prepare<{ text: string; state: string }>("SELECT text, state FROM message ORDER BY seq")
		.all()
		.map(({ text, state }) => `${text} ${state}`);
const notes = () =>
	store
		.prepare<{ value: string }>("SELECT value FROM setting ORDER BY key")
		.all()
		.map(({ value }) => value);

/** Writes something down for every text, and then stumbles over those that are bad. */
const noting: Step = (_acting, { text }) => {
	store.prepare("INSERT INTO setting VALUES ('p', ?, ?)").run(text, text);
	store.announce({ type: "changed", topics: ["settings"], ids: [text] });
	if (text.startsWith("bad")) throw new Error("stumbled");
	return { claimedBy: "keyword", replies: [] };
};
const deps = (step: Step) =>
	({
		gateways: { isOwnNumber: () => false },
		people: {},
		steps: [step],
		actingIn: () => acting,
	}) as unknown as StepsDeps;

/** What open windows are told, in order. */
function listening(): string[] {
	const heard: string[] = [];
	store.listen((event) => {
		if (event.type === "changed" && event.topics.includes("settings")) heard.push(...(event.ids ?? []));
	});
	return heard;
}

test("many that wait are handled in their order; one that stumbles takes back its own doing and no other's", () => {
	for (const text of ["e", "bad d", "c", "bad b", "a"]) arrive(text);
	const heard = listening();
	expect(handleWaiting(deps(noting), acting)).toBe("all");
	expect(notes()).toEqual(["a", "c", "e"]);
	expect(heard).toEqual(["e", "c", "a"]);
	expect(states()).toEqual(["e handled", "bad d needs-attention", "c handled", "bad b needs-attention", "a handled"]);
});

test("more than share one commit are all handled, each once, and others have their turn in between", async () => {
	const texts = Array.from({ length: 120 }, (_, nth) => `text ${nth}`);
	for (const text of texts) arrive(text);
	const heard = listening();
	const handling = keepHandling(deps(noting), acting);
	const done = handling.done();
	const seen: number[] = [];
	while (handling.isBehind()) {
		seen.push(heard.length);
		await new Promise(setImmediate);
	}
	await done;
	expect(new Set(seen).size).toBeGreaterThan(2);
	expect(heard).toEqual(texts);
	expect(states()).toEqual(texts.map((text) => `${text} handled`));
});

test("nobody waits for what can't be handled or no longer has to be", async () => {
	const throwing: Step = () => {
		throw Object.assign(new Error("full"), { syscall: "write", code: "ENOSPC" });
	};
	arrive("a");
	const handling = keepHandling(deps(throwing), acting);
	await handling.done();
	expect([handling.isBehind(), states()]).toEqual([true, ["a received"]]);
	handling.stop();
	for (let nth = 0; nth < 60; nth++) arrive(`b ${nth}`);
	const stopped = keepHandling(deps(noting), acting);
	const done = stopped.done();
	stopped.stop();
	await done;
	expect(stopped.isBehind()).toBe(true);
});

test("while the disk is full nothing of them is done and none is lost; afterwards each is handled once", () => {
	for (const text of ["a", "b"]) arrive(text);
	const filling: Step = (there, incoming) => {
		const claim = noting(there, incoming);
		if (incoming.text === "b") store.prepare("INSERT INTO meta VALUES ('much', ?)").run("x".repeat(200_000));
		return claim;
	};
	const { page_count } = store.prepare<{ page_count: number }>("PRAGMA page_count").get() ?? { page_count: 0 };
	store.prepare(`PRAGMA max_page_count = ${page_count + 2}`).get();
	expect(handleWaiting(deps(filling), acting)).toBe("none");
	expect([notes(), states()]).toEqual([[], ["a received", "b received"]]);
	store.prepare("PRAGMA max_page_count = 1000000").get();
	expect(handleWaiting(deps(filling), acting)).toBe("all");
	expect([notes(), states()]).toEqual([
		["a", "b"],
		["a handled", "b handled"],
	]);
});

test("what comes in is handled in the commit that takes it in, as long as that one is short; the rest right after it", async () => {
	const clock = movableClock();
	acting = { ...acting, clock };
	const slow: Step = (there, incoming) => {
		clock.pass(8);
		return noting(there, incoming);
	};
	const handling = keepHandling(deps(slow), acting);
	const within = store.write(() => {
		for (const text of ["a", "bad b", "c", "d"]) {
			arrive(text);
			handling.atOnce();
		}
		return states();
	});
	expect(within).toEqual(["a handled", "bad b needs-attention", "c handled", "d received"]);
	expect(states()).toEqual(["a handled", "bad b needs-attention", "c handled", "d handled"]);
	expect(notes()).toEqual(["a", "c", "d"]);
});

test("a commit that is taken back takes its texts along, and the next one handles its own", () => {
	const handling = keepHandling(deps(noting), acting);
	const failing = () =>
		store.write(() => {
			arrive("a");
			handling.atOnce();
			throw new Error("lost");
		});
	expect(failing).toThrow("lost");
	store.write(() => {
		arrive("b");
		handling.atOnce();
	});
	expect([notes(), states()]).toEqual([["b"], ["b handled"]]);
});
