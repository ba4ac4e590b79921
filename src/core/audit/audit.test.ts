import { afterEach, beforeEach, expect, test } from "vitest";
import { seededBelow } from "../../testing/seeded.ts";
import { openTestStore } from "../../testing/test-store.ts";
import { movableClock } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import { recordAudit, verifyAudit } from "./index.ts";

let place: ReturnType<typeof openTestStore>;
let store: Store;
const clock = movableClock();
beforeEach(() => {
	place = openTestStore();
	store = place.store;
});
afterEach(() => place.remove());

const line = (n: number) =>
	recordAudit(
		{ store, clock, staff: { id: "s", name: "Supervisor", role: "supervisor" } },
		{ action: "case.changed", subject: { kind: "case", id: `c${n}` }, details: { n } },
	);

test("a thousand lines follow from each other; any one changed, removed or cut off is found", async () => {
	store.write(() => {
		for (let n = 1; n <= 1000; n++) line(n);
	});
	expect(await verifyAudit({ store })).toEqual({ lines: 1000, intact: true });
	store.prepare("DROP TRIGGER audit_line_stays").run();
	store.prepare("DROP TRIGGER audit_line_kept").run();
	const tampers = [
		"UPDATE audit_line SET details = '{}' WHERE seq = ?",
		"UPDATE audit_line SET staff = 'Somebody' WHERE seq = ?",
		"UPDATE audit_line SET at = '2020-01-01T00:00:00.000Z' WHERE seq = ?",
		"DELETE FROM audit_line WHERE seq = ?",
		"DELETE FROM audit_line WHERE seq >= ?",
	];
	const some = seededBelow(7);
	for (let round = 0; round < 100; round++) {
		const seq = 1 + some(1000);
		const tamper = tampers[round % tampers.length] ?? "";
		store.prepare("SAVEPOINT before").run();
		store.prepare(tamper).run(seq);
		expect((await verifyAudit({ store })).intact, `${tamper} ${seq}`).toBe(false);
		store.prepare("ROLLBACK TO before").run();
		store.prepare("RELEASE before").run();
	}
	expect(await verifyAudit({ store })).toEqual({ lines: 1000, intact: true });
});

test("the database itself refuses to change or shorten the audit", () => {
	line(1);
	expect(() => store.prepare("UPDATE audit_line SET action = 'x'").run()).toThrow(/never edited/);
	expect(() => store.prepare("DELETE FROM audit_line").run()).toThrow(/never shortened/);
});

test("an end that nobody noted, or lines past it, are found", async () => {
	for (let n = 1; n <= 5; n++) line(n);
	store.prepare("SAVEPOINT before").run();
	store.prepare("DELETE FROM meta WHERE key = 'audit-end'").run();
	expect(await verifyAudit({ store })).toMatchObject({ intact: false });
	store.prepare("ROLLBACK TO before").run();
	store
		.prepare("UPDATE meta SET value = (SELECT '4 ' || hash FROM audit_line WHERE seq = 4) WHERE key = 'audit-end'")
		.run();
	expect(await verifyAudit({ store })).toMatchObject({ intact: false, firstBad: 5 });
});

test("lines written while the chain is followed are no gap", async () => {
	store.write(() => {
		for (let n = 1; n <= 4500; n++) line(n);
	});
	const verdict = verifyAudit({ store });
	const writing = setInterval(() => line(0), 0);
	expect(await verdict).toMatchObject({ intact: true });
	clearInterval(writing);
});

test.each(["0712 345 678", "(206) 555-1234", "٠٧١٢٣٤٥٦٧٨", "+1.555.123.4567"])(
	"%s is masked in whatever way it is written",
	(number) => {
		recordAudit({ store, clock, staff: null }, { action: "message.queued", details: { note: `call ${number} today` } });
		const row = store.prepare<{ details: string }>("SELECT details FROM audit_line ORDER BY seq DESC LIMIT 1").get();
		expect(row?.details).not.toContain(number.slice(-6));
		expect(row?.details).toContain("digits");
	},
);

test("details hold no whole number and stay on one line", () => {
	recordAudit({ store, clock, staff: null }, { action: "sign-in.refused", details: { name: "Amina\n15551234567" } });
	const row = store.prepare<{ details: string }>("SELECT details FROM audit_line").get();
	expect(row?.details).not.toContain("15551234567");
	expect(row?.details).not.toContain("\\n");
});
