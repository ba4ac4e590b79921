export const surveyTabs = ["questions", "people", "answers"] as const;
export type SurveyTab = (typeof surveyTabs)[number];
