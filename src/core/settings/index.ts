export { settingsHandlers, writeSetting } from "./handlers.ts";
export { settingsProblems } from "./problems.ts";
export { addProject, findProject, foundedAt, listProjects } from "./projects.ts";
export { readBoolean, readList, readSetting } from "./read-setting.ts";
export { checkSetting } from "./setting-checks.ts";
export { isCountry, isSafeAddress, isThisComputer, isTimeZone, type SettingKey } from "./setting-table.ts";
