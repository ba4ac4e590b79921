export { settingsHandlers, writeSetting } from "./handlers.ts";
export { settingsProblems } from "./problems.ts";
export { readBoolean, readList, readSetting } from "./read-setting.ts";
export { isCountry, isTimeZone, type SettingKey } from "./setting-table.ts";
