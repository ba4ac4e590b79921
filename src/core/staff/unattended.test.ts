import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTestOffice } from "../../testing/test-office.ts";
import { openOutpost } from "../outpost.ts";

function systemStore(strong = true) {
	let kept: string | null = null;
	return {
		keep: async (secret: string) => {
			if (strong) kept = secret;
			return strong;
		},
		read: async () => kept,
		forget: async () => {
			kept = null;
		},
		put: (secret: string) => {
			kept = secret;
		},
	};
}

test("an office that chose it opens by itself after a start, with nobody signed in; another choice takes it back", async () => {
	const keyKeeper = systemStore();
	const office = await openTestOffice({ keyKeeper });
	expect(await office.must("office.unattended", {})).toEqual({ possible: true, on: false });
	expect(await office.must("office.setUnattended", { on: true })).toEqual({ possible: true, on: true });
	await office.outpost.close();
	const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle", keyKeeper });
	expect(await again.call("office.status", {}, "desk")).toMatchObject({ value: { state: "open", session: null } });
	expect(await again.call("cases.list", {}, "desk")).toMatchObject({ problem: { code: "sign-in-needed" } });
	await again.call("staff.signIn", { name: "Supervisor", pin: "260419" }, "desk");
	expect(await again.call("office.setUnattended", { on: false }, "desk")).toMatchObject({ value: { on: false } });
	expect(await keyKeeper.read()).toBeNull();
	await again.close();
	await office.close();
});

test("a kept key that does not fit is forgotten and harms nothing; a weak or missing key store is refused", async () => {
	const keyKeeper = systemStore();
	const office = await openTestOffice();
	expect(await office.call("office.setUnattended", { on: true })).toMatchObject({ problem: { code: "no-key-store" } });
	await office.outpost.close();
	keyKeeper.put(Buffer.alloc(32, 9).toString("base64"));
	const again = await openOutpost({ dataDir: office.dataDir, migrationsDir: "drizzle", keyKeeper });
	expect(await again.call("office.status", {}, "desk")).toMatchObject({ value: { state: "sealed", problem: null } });
	expect(await keyKeeper.read()).toBeNull();
	expect(existsSync(join(office.dataDir, "outpost.db"))).toBe(true);
	expect(readdirSync(office.dataDir).filter((name) => name.includes("damaged"))).toEqual([]);
	await again.close();
	await office.close();

	const weak = await openTestOffice({ keyKeeper: systemStore(false) });
	expect(await weak.call("office.setUnattended", { on: true })).toMatchObject({ problem: { code: "no-key-store" } });
	await weak.close();
});
