export { keepDailyBackups, lastBackupAt, runDailyBackup } from "./daily-backup.ts";
export { runDoctor } from "./doctor.ts";
export { backupProblems, checkCodes } from "./problems.ts";
