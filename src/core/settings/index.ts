export { settingsHandlers, writeSetting } from "./handlers.ts";
export { settingsProblems } from "./problems.ts";
export { readBoolean, readList, readSetting } from "./read-setting.ts";
export { isTimeZone, type SettingKey } from "./setting-table.ts";
