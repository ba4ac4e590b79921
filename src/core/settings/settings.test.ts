import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestStore } from "../../testing/test-store.ts";
import type { Acting } from "../api/acting.ts";
import { movableClock, silentLog } from "../ground/index.ts";
import type { Store } from "../storage/index.ts";
import { readBoolean, readList, readSetting, type SettingKey, settingsHandlers } from "./index.ts";

let place: ReturnType<typeof openTestStore>;
let store: Store;
let acting: Acting;
beforeEach(() => {
	place = openTestStore();
	store = place.store;
	store
		.prepare(
			"INSERT INTO project (id, name, name_folded, country, time_zone, languages, created_at) VALUES ('p', 'clinic', 'clinic', 'KE', 'Africa/Nairobi', '[\"en\",\"sw\"]', '2026-01-01')",
		)
		.run();
	const project = { id: "p", name: "clinic", country: "KE", timeZone: "Africa/Nairobi", languages: ["en", "sw"] };
	acting = {
		store,
		clock: movableClock(),
		log: silentLog,
		project,
		staff: { id: "s", name: "Wanjiku", role: "supervisor" },
	};
});
afterEach(() => place.remove());
const get = async (key?: string) => settingsHandlers["settings.get"](acting, { key });
const set = async (key: string, value: string) => settingsHandlers["settings.set"](acting, { key, value });

test("each setting has a value from the first day; the project's own are kept with it", async () => {
	const all = await get();
	expect(all).toMatchObject({
		value: {
			country: "KE",
			timeZone: "Africa/Nairobi",
			languages: "en,sw",
			"consent.required": "listed",
			"consent.prefixes": "1",
			"selfRegistration.case.enabled": "false",
			"hq.apiKey": "",
			"lock.idleMinutes": "10",
		},
	});
	expect(readSetting(acting, "timeZone")).toBe("Africa/Nairobi");
	expect(readList(acting, "languages")).toEqual(["en", "sw"]);
	expect(readList(acting, "optOut.extraWords")).toEqual(
		expect.arrayContaining(["STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"]),
	);
});

test.each<[SettingKey, string, string]>([
	["country", "ug", "UG"],
	["timeZone", "Africa/Kampala", "Africa/Kampala"],
	["languages", " fr , en", "fr,en"],
	["consent.required", "everywhere", "everywhere"],
	["consent.prefixes", "1, 44", "1,44"],
	["welcome.case.enabled", "TRUE", "true"],
	["lock.idleMinutes", "60", "60"],
	["hq.url", "https://hq.example.org/a", "https://hq.example.org/a"],
	["optOut.extraWords", "ACHA, شكرا", "ACHA,شكرا"],
])("%s takes %s as %s", async (key, value, stored) => {
	expect(await set(key, value)).toEqual({ ok: true, value: { [key]: stored } });
	expect(readSetting(acting, key)).toBe(stored);
	if (key === "welcome.case.enabled") expect(readBoolean(acting, key)).toBe(true);
});

test.each([
	["country", "Kenya"],
	["timeZone", "Mars/Olympus"],
	["languages", ""],
	["languages", "english!"],
	["consent.required", "never"],
	["consent.prefixes", "+1"],
	["selfRegistration.case.enabled", "perhaps"],
	["lock.idleMinutes", "0"],
	["lock.idleMinutes", "61"],
	["hq.url", "ftp://hq.example.org"],
])("%s refuses %j", async (key, value) => {
	expect(await set(key, value)).toMatchObject({
		ok: false,
		problem: { field: "value", details: { setting: key, takes: expect.stringMatching(/./) } },
	});
});

test.each(["no.such", "__proto__", "constructor", ""])("there is no setting %j", async (key) => {
	expect(await set(key, "1")).toMatchObject({ problem: { code: "unknown-setting" } });
	if (key !== "") expect(await get(key)).toMatchObject({ problem: { code: "unknown-setting" } });
});

test("a change is put on record, a secret's value nowhere", async () => {
	expect(await set("hq.apiKey", "s3cr3t-key")).toEqual({ ok: true, value: { "hq.apiKey": "set" } });
	expect(await get("hq.apiKey")).toEqual({ ok: true, value: { "hq.apiKey": "set" } });
	await set("consent.prefixes", "44");
	const lines = store
		.prepare<{ details: string }>("SELECT details FROM audit_line WHERE action = 'setting.changed' ORDER BY seq")
		.all();
	expect(lines.map((line) => JSON.parse(line.details))).toEqual([
		{ key: "hq.apiKey" },
		{ key: "consent.prefixes", value: "44" },
	]);
	expect(readSetting(acting, "hq.apiKey")).toBe("s3cr3t-key");
});

test("settings are of one project", async () => {
	await set("consent.prefixes", "44");
	expect(readList({ store, project: { id: "other" } }, "consent.prefixes")).toEqual(["1"]);
});
