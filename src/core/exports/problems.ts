export const exportsProblems = ["export-one-type"] as const;
