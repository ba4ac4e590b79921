export { type DatabasePlace, openDatabase, storageProblem } from "./open-database.ts";
export type { Param, Statement, Store } from "./store.ts";
