export { type ExportDeps, exportsHandlers } from "./exports-handlers.ts";
export { exportsProblems } from "./problems.ts";
