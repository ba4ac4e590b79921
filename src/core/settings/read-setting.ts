import type { Acting } from "../api/acting.ts";
import { type SettingKey, settingTable } from "./setting-table.ts";

type Place = Pick<Acting, "store"> & { project: { id: string } };

/** A setting of the acting project as text; its default where nobody set it. */
export function readSetting({ store, project }: Place, key: SettingKey): string {
	const row = store
		.prepare<{ value: string }>("SELECT value FROM setting WHERE project_id = ? AND key = ?")
		.get(project.id, key);
	return row?.value ?? settingTable[key].fallback;
}

export function readBoolean(place: Place, key: SettingKey): boolean {
	return readSetting(place, key) === "true";
}

export function readList(place: Place, key: SettingKey): string[] {
	return readSetting(place, key).split(",").filter(Boolean);
}
