export { openSurveys, type Surveys } from "./open-surveys.ts";
export { surveysProblems } from "./problems.ts";
export type { Rounds } from "./rounds.ts";
