export { type Imports, openImports } from "./open-imports.ts";
export { importProblems, rowProblems } from "./problems.ts";
export * from "./reading/index.ts";
export { readSheetWords } from "./sheet-words.ts";
export { type ShownSheet, showSheet } from "./show-sheet.ts";
export * from "./writing/index.ts";
