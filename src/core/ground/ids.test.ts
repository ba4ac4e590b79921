import { expect, test } from "vitest";
import { systemClock } from "./clock.ts";
import { newIdInOrder } from "./ids.ts";

test("ids are UUIDs of version 7, none twice, and lie in the order they were made in", async () => {
	const early = Array.from({ length: 2_000 }, () => newIdInOrder(systemClock));
	await new Promise((resolve) => setTimeout(resolve, 2));
	const late = Array.from({ length: 2_000 }, () => newIdInOrder(systemClock));
	for (const id of early) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(new Set([...early, ...late]).size).toBe(4_000);
	const last = early.reduce((one, other) => (one > other ? one : other));
	expect(late.every((id) => id > last)).toBe(true);
});
