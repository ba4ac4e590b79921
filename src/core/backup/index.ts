export { keepDailyBackups, runDailyBackup } from "./daily-backup.ts";
export { doctor } from "./doctor.ts";
export { backupHandlers } from "./handlers.ts";
export { backupProblems, checkCodes } from "./problems.ts";
