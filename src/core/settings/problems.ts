export const settingsProblems = ["unknown-setting", "bad-setting"] as const;
