export { type ExportDeps, exportsHandlers } from "./exports-handlers.ts";
