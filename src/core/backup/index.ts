export { dailyCopies, keepDailyBackups, lastBackupAt, runDailyBackup } from "./daily-backup.ts";
export { runDoctor } from "./doctor.ts";
export { backupHandlers } from "./handlers.ts";
export { backupProblems, checkCodes } from "./problems.ts";
export { settleRestored } from "./settle-restored.ts";
export { stageRestore, unstage } from "./stage-restore.ts";
export { switchDatabase } from "./switch-database.ts";
