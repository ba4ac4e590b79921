export { practiceHqHandlers } from "./handlers.ts";
export { openPracticeHq, type PracticeHqDesk } from "./practice-hq.ts";
export { practiceHqProblems } from "./problems.ts";
