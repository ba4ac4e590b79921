export { type ReportDeps, reportHandlers } from "./handlers.ts";
