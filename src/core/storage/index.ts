export { type CheckTask, checkInBackground } from "./check.ts";
export { type CopyTask, copyInBackground } from "./copy-database.ts";
export { holdAlone } from "./hold-alone.ts";
export { type Lease, leaseHolder, makeLease } from "./lease.ts";
export { readMeta, writeMeta } from "./meta.ts";
export { type DatabasePlace, openDatabase, storageProblem } from "./open-database.ts";
export type { Loan, Param, Statement, Store } from "./store.ts";
export { syncFolder } from "./sync-folder.ts";
