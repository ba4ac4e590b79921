import type { Acting } from "../api/acting.ts";
import { type SettingKey, type SettingKind, settingTable } from "./setting-table.ts";

type Place = Pick<Acting, "store"> & { project: { id: string } };

/** A setting of the acting project as text; its default where nobody set it. */
export function readSetting({ store, project }: Place, key: SettingKey): string {
	const kind: SettingKind = settingTable[key];
	if (kind.project) return ofProject(store, project.id, kind.project);
	const row = store
		.prepare<{ value: string }>("SELECT value FROM setting WHERE project_id = ? AND key = ?")
		.get(project.id, key);
	return row?.value ?? kind.fallback;
}

/** Country, time zone and languages are kept with the project itself. Languages with commas between. */
function ofProject(store: Place["store"], id: string, column: NonNullable<SettingKind["project"]>): string {
	const row = store.prepare<{ value: string }>(`SELECT ${column} value FROM project WHERE id = ?`).get(id);
	if (column !== "languages") return row?.value ?? "";
	return (JSON.parse(row?.value ?? "[]") as string[]).join(",");
}

export function readBoolean(place: Place, key: SettingKey): boolean {
	return readSetting(place, key) === "true";
}

export function readList(place: Place, key: SettingKey): string[] {
	return readSetting(place, key).split(",").filter(Boolean);
}
