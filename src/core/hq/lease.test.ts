import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestStore } from "../../testing/test-store.ts";
import { hqLease, looksToDeath } from "./lease.ts";

let place: ReturnType<typeof openTestStore>;
beforeEach(() => {
	place = openTestStore();
});
afterEach(() => place.remove());

test("a turn that was never given back is over once its counter stands still, though a program with that number lives", () => {
	const [first, second] = [hqLease(place.store), hqLease(place.store)];
	expect(first.hold()).toBe(true);
	for (let look = 0; look < looksToDeath; look++) expect(second.hold()).toBe(false);
	first.beat();
	for (let look = 0; look < looksToDeath; look++) expect(second.hold()).toBe(false);
	expect(second.hold()).toBe(true);
	expect([first.isOurs(), second.isOurs()]).toEqual([false, true]);
	first.beat();
	first.giveBack();
	expect(second.isOurs()).toBe(true);
	second.giveBack();
	expect(first.hold()).toBe(true);
});
