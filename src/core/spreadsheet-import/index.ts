export { type Imports, openImports } from "./open-imports.ts";
export { importProblems, rowProblems } from "./problems.ts";
export * from "./reading/index.ts";
export { type ShownSheet, showSheet } from "./show-sheet.ts";
