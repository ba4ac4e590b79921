export type { BookPlan, ColumnPlan, OutCell, OutRow, SheetPlan } from "./book-plan.ts";
export { keptSheetNames } from "./excel-limits.ts";
export { type BookWriter, type Pages, writeBook } from "./write-book.ts";
