import { describe, expect, it } from "vitest";
import { checkFields } from "./check-fields.ts";
import {
	freshValues,
	isWorthKeeping,
	keptFrom,
	keptValues,
	registerValues,
	toRegistration,
} from "./register-values.ts";

const start = { country: "KE", language: "sw", type: "contact" };

describe("the registration form", () => {
	it("becomes what the core takes, without what was left empty", () => {
		const values = freshValues(start, null);
		values.name = "Amina Odhiambo";
		values.phone.raw = " 0712 345 678 ";
		values.consent = { answer: "yes", channel: "spoken", witness: " Peter ", statementId: "s1" };
		values.properties = [
			{ name: "village", value: "Kibera" },
			{ name: "", value: "" },
		];
		expect(toRegistration(values)).toEqual({
			type: "contact",
			name: "Amina Odhiambo",
			phone: "0712 345 678",
			country: "KE",
			acceptDoubtful: false,
			clientKey: values.clientKey,
			properties: [
				{ name: "language_code", value: "sw" },
				{ name: "village", value: "Kibera" },
			],
			consent: { answer: "yes", channel: "spoken", statementId: "s1", witness: "Peter" },
		});
	});

	it("sends no witness for an answer on paper, and no answer where none was marked", () => {
		const values = freshValues(start, null);
		values.consent = { answer: "no", channel: "paper", witness: "Peter", statementId: "" };
		expect(toRegistration(values).consent).toEqual({ answer: "no", channel: "paper" });
		for (const answer of ["", "later"] as const) {
			values.consent.answer = answer;
			expect(toRegistration(values).consent).toBeUndefined();
		}
	});

	it("asks for an answer only where there is a number", () => {
		const values = freshValues(start, null);
		values.name = "Amina";
		expect(checkFields(values, true)).toEqual([]);
		values.phone.raw = "0712";
		expect(checkFields(values, true)).toEqual([{ field: "consent", code: "consent-missing" }]);
		values.consent.answer = "no";
		expect(checkFields(values, true)).toEqual([]);
	});

	it("names the property row that needs another look", () => {
		const values = freshValues(start, null);
		values.name = "Amina";
		values.properties = [
			{ name: "village", value: "Kibera" },
			{ name: "village", value: "Langata" },
			{ name: "9lives", value: "x" },
			{ name: "", value: "x" },
		];
		expect(checkFields(values, true).map((finding) => finding.field)).toEqual([
			"properties.1",
			"properties.2",
			"properties.3",
		]);
	});

	it("carries over what is kept, never the person; the case type always", () => {
		const values = freshValues(start, null);
		Object.assign(values, {
			name: "Amina",
			language: "en",
			type: "patient",
			owner: "asha",
			properties: [{ name: "village", value: "Kibera" }],
		});
		values.consent = { answer: "yes", channel: "paper", witness: "", statementId: "s1" };
		const kept = keptValues.parse(JSON.parse(JSON.stringify(keptFrom(values, true))));
		const next = freshValues(start, kept);
		expect(next).toMatchObject({
			name: "",
			language: "en",
			type: "patient",
			owner: "asha",
			properties: [{ name: "village", value: "Kibera" }],
		});
		expect(next.consent).toEqual({ answer: "", channel: "paper", witness: "", statementId: "" });
		expect(next.clientKey).not.toBe(values.clientKey);
		expect(freshValues(start, { ...kept, keep: false })).toMatchObject({
			language: "sw",
			type: "patient",
			owner: "",
			properties: [],
		});
	});

	it("is a draft worth keeping once something was typed, and survives storage", () => {
		const values = freshValues(start, null);
		expect(isWorthKeeping(values)).toBe(false);
		values.phone.raw = "07";
		expect(isWorthKeeping(values)).toBe(true);
		expect(registerValues.parse(JSON.parse(JSON.stringify(values)))).toEqual(values);
		expect(registerValues.safeParse({ name: 1 }).success).toBe(false);
	});
});
