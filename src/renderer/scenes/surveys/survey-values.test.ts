import { describe, expect, it } from "vitest";
import { freshQuestion, freshSurvey, moved, propertyFrom, surveyDraft, tonguesOf } from "./survey-values.ts";

describe("a survey in its form", () => {
	it("comes back from its draft as it was, and nothing else does", () => {
		const survey = { ...freshSurvey(), name: "After the visit", questions: [freshQuestion("choice"), freshQuestion()] };
		expect(surveyDraft.safeParse(JSON.parse(JSON.stringify(survey))).data).toEqual(survey);
		expect(surveyDraft.safeParse({ name: "Half", questions: "none" }).success).toBe(false);
	});

	it("moves a question, and leaves the order alone at either end", () => {
		expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
		expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
		expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
		expect(moved(["a", "b", "c"], 2, 3)).toEqual(["a", "b", "c"]);
	});

	it("is worded in the project's languages, and in those it already has words in", () => {
		const question = { ...freshQuestion(), text: { sw: "Jina lako?", "*": "Your name?", fr: " " } };
		expect(tonguesOf({ ...freshSurvey(), questions: [question] }, ["en", "sw"])).toEqual(["en", "sw", "*"]);
	});

	it("names a property after what is asked", () => {
		expect(propertyFrom("How many children?")).toBe("how_many_children");
		expect(propertyFrom("2. Âge de l’enfant")).toBe("age_de_l_enfant");
		expect(propertyFrom("كم طفلا؟")).toBe("");
	});
});
