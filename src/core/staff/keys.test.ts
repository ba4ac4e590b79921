import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { secretBytes } from "../ground/index.ts";
import { checkPin } from "./check-pin.ts";
import { changeKeyFile, type KeyFile, readKeyFile, writeKeyFile } from "./key-file.ts";
import { newRecoveryCode, tidyRecoveryCode } from "./recovery-code.ts";
import { unwrapKey, wrapKey } from "./wrap-key.ts";

const cost = 10;

describe("a wrapped data key", () => {
	test("opens with its secret, for what it is about, and with nothing else", async () => {
		const key = secretBytes(32);
		const wrap = await wrapKey(key, "260419", "staff 1 clerk", cost);
		expect(await unwrapKey(wrap, "260419", "staff 1 clerk")).toEqual(key);
		expect(await unwrapKey(wrap, "260418", "staff 1 clerk")).toBeNull();
		expect(await unwrapKey(wrap, "260419", "staff 1 supervisor")).toBeNull();
		expect(await unwrapKey({ ...wrap, sealed: "" }, "260419", "staff 1 clerk")).toBeNull();
	});

	test("costs a guesser a third of a second a guess where nobody says otherwise", async () => {
		expect((await wrapKey(secretBytes(32), "260419", "a")).cost).toBe(17);
	});

	test("the same key wrapped twice looks different", async () => {
		const key = secretBytes(32);
		const [one, two] = [await wrapKey(key, "260419", "a", cost), await wrapKey(key, "260419", "a", cost)];
		expect(one.sealed).not.toBe(two.sealed);
	});
});

test("a recovery code is read from paper as people write it", () => {
	const code = newRecoveryCode();
	expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
	expect(tidyRecoveryCode(code.toLowerCase().replaceAll("-", " "))).toBe(code.replaceAll("-", ""));
	expect(tidyRecoveryCode("oO0 iIlL1")).toBe("00011111");
});

test.each([
	["12345", "pin-too-short"],
	["111111", "pin-too-easy"],
	["123456", "pin-too-easy"],
	["987654", "pin-too-easy"],
	["121212", "pin-too-easy"],
	["abcdef", "pin-too-easy"],
])("PIN %s is refused as %s", (pin, code) => expect(checkPin(pin)).toMatchObject({ problem: { code } }));
test.each(["260419", "correct horse", "٢٦٠٤١٩"])("PIN %s is taken", (pin) => expect(checkPin(pin).ok).toBe(true));

describe("the key file", () => {
	let dir: string;
	const empty: KeyFile = { version: 1, staff: [], recovery: null, practiceKey: null, complete: true };
	beforeEach(() => {
		dir = mkdtempSync(join(tmpdir(), "outpost-keys-"));
	});
	afterEach(() => rmSync(dir, { recursive: true, force: true }));

	test("is for its owner only and leaves nothing else behind", () => {
		writeKeyFile(dir, empty);
		changeKeyFile(dir, (keys) => ({ ...keys, complete: false }));
		expect(readKeyFile(dir)).toMatchObject({ ok: true, value: { complete: false } });
		expect(readdirSync(dir)).toEqual(["keys.json"]);
		if (process.platform !== "win32") expect(statSync(join(dir, "keys.json")).mode & 0o777).toBe(0o600);
	});

	test("missing or damaged is said, never replaced", () => {
		expect(readKeyFile(dir)).toMatchObject({ problem: { code: "keys-missing" } });
		for (const text of ["", "{", '{"version":2}', "[]"]) {
			writeFileSync(join(dir, "keys.json"), text);
			expect(changeKeyFile(dir, (keys) => keys)).toMatchObject({ problem: { code: "keys-damaged" } });
			expect(readFileSync(join(dir, "keys.json"), "utf8")).toBe(text);
		}
	});

	test("a lock that a dead process left does not lock the office out", () => {
		writeKeyFile(dir, empty);
		writeFileSync(join(dir, "keys.lock"), "");
		expect(changeKeyFile(dir, (keys) => ({ ...keys, complete: false })).ok).toBe(true);
	}, 10_000);
});
