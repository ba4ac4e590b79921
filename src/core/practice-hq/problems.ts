export const practiceHqProblems = ["only-in-practice", "practice-hq-no-case"] as const;
