import type { Acting, HandlersOf } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { Settings, settingsApi } from "./api.ts";
import { readBoolean, readSetting } from "./read-setting.ts";
import { whyNotSet } from "./setting-checks.ts";
import { kindOf, neededBy, type SettingKey, settingTable } from "./setting-table.ts";

export const settingsHandlers: HandlersOf<typeof settingsApi> = {
	"settings.get": (acting, { key }) => {
		if (key === undefined)
			return ok(
				Object.fromEntries(Object.keys(settingTable).map((one) => [one, shownSetting(acting, one as SettingKey)])),
			);
		return kindOf(key)
			? ok({ [key]: shownSetting(acting, key as SettingKey) })
			: fail("unknown-setting", { field: "key", details: { key: key.slice(0, 60) } });
	},
	"settings.set": (acting, { key, value }) => writeSetting(acting, key, value),
};

/** Sets one setting of the project. Problems `unknown-setting`, `bad-setting`, those of the room that a value names something of, and those of `neededBy` where a switch would be on with what it needs left empty. */
export function writeSetting(acting: Acting, key: string, value: string): Result<Settings> {
	const kind = kindOf(key);
	if (!kind) return fail("unknown-setting", { field: "key", details: { key: key.slice(0, 60) } });
	const stored = kind.parse(value);
	if (stored === null) return fail("bad-setting", { field: "value", details: { setting: key, takes: kind.takes } });
	const refused = whyNotSet(acting, key as SettingKey, stored);
	if (refused) return refused;
	const { store, project } = acting;
	return store.write(() => {
		if (kind.project) {
			const column = kind.project;
			const text = column === "languages" ? JSON.stringify(stored.split(",")) : stored;
			store.prepare(`UPDATE project SET ${column} = ? WHERE id = ?`).run(text, project.id);
		} else {
			store
				.prepare(
					"INSERT INTO setting (project_id, key, value) VALUES (?, ?, ?) ON CONFLICT (project_id, key) DO UPDATE SET value = excluded.value",
				)
				.run(project.id, key, stored);
		}
		const missing = whatLacks(acting);
		if (missing) return missing;
		recordAudit(acting, {
			action: "setting.changed",
			subject: { kind: "project", id: project.id },
			details: kind.secret ? { key } : { key, value: stored },
		});
		store.announce({ type: "changed", topics: kind.project ? ["settings", "projects"] : ["settings"] });
		return ok({ [key]: kind.secret ? (stored === "" ? "" : "set") : stored });
	});
}

/** A switch that is on with something it needs left empty. */
function whatLacks(acting: Acting): Result<never> | null {
	for (const need of neededBy) {
		const key = readBoolean(acting, need.switch) ? need.keys.find((one) => readSetting(acting, one) === "") : undefined;
		if (key) return fail(need.problem, { field: "value", details: { key } });
	}
	return null;
}

function shownSetting(acting: Acting, key: SettingKey): string {
	const value = readSetting(acting, key);
	return kindOf(key)?.secret && value !== "" ? "set" : value;
}
