import type { Acting, HandlersOf } from "../api/acting.ts";
import { recordAudit } from "../audit/index.ts";
import { fail, ok, type Result } from "../ground/index.ts";
import type { Settings, settingsApi } from "./api.ts";
import { readSetting } from "./read-setting.ts";
import { kindOf, type SettingKey, settingTable } from "./setting-table.ts";

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

/** Sets one setting of the project. Problems `unknown-setting`, `bad-setting`. */
export function writeSetting(acting: Acting, key: string, value: string): Result<Settings> {
	const kind = kindOf(key);
	if (!kind) return fail("unknown-setting", { field: "key", details: { key: key.slice(0, 60) } });
	const stored = kind.parse(value);
	if (stored === null) return fail("bad-setting", { field: "value", details: { key } });
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
		recordAudit(acting, {
			action: "setting.changed",
			subject: { kind: "project", id: project.id },
			details: kind.secret ? { key } : { key, value: stored },
		});
		store.announce({ type: "changed", topics: kind.project ? ["settings", "projects"] : ["settings"] });
		return ok({ [key]: kind.secret ? (stored === "" ? "" : "set") : stored });
	});
}

function shownSetting(acting: Acting, key: SettingKey): string {
	const value = readSetting(acting, key);
	return kindOf(key)?.secret && value !== "" ? "set" : value;
}
