import { describe, expect, it } from "vitest";
import type { CaseView } from "../../../core/api/index.ts";
import { differences, editValues, toChange } from "./edit-values.ts";

const view: CaseView = {
	id: "c1",
	project: "care",
	type: "contact",
	name: "Amina",
	externalId: null,
	owner: "asha",
	closed: false,
	openedAt: "2026-01-05T08:00:00.000Z",
	modifiedAt: "2026-01-05T08:00:00.000Z",
	properties: {
		contact_phone_number: "254712345678",
		contact_phone_number_is_verified: "1",
		language_code: "sw",
		village: "Kibera",
		age: "31",
	},
	number: { digits: "254712345678", state: "two-way", inUseBy: null },
	optedOut: false,
	consent: { state: "given", at: null, channel: "spoken", by: null },
	warnings: [],
	mayText: { allowed: true, code: null },
	revision: 1,
};

describe("changing a case", () => {
	it("shows the number as people read it and leaves the consent flag to consent", () => {
		const values = editValues(view, "KE");
		expect(values.phone.raw).toBe("+254 712 345678");
		expect(values.properties.map((row) => row.name)).toEqual(["village", "age"]);
	});

	it("tells what somebody else changed under the form", () => {
		const before = editValues(view, "KE");
		const now = editValues(
			{ ...view, name: "Amina W.", properties: { ...view.properties, language_code: "", village: "Kawangware" } },
			"KE",
		);
		expect(differences(before, structuredClone(before))).toEqual([]);
		expect(differences(before, now)).toEqual([
			{ field: "name", name: "name", is: "Amina W." },
			{ field: "language", name: "language", is: "" },
			{ name: "village", is: "Kawangware" },
		]);
	});

	it("sends nothing that was not changed", () => {
		const before = editValues(view, "KE");
		expect(toChange(view, before, structuredClone(before))).toEqual({ id: "c1", properties: [] });
	});

	it("sends what was changed, clears what was removed, and never the consent flag", () => {
		const before = editValues(view, "KE");
		const after = structuredClone(before);
		Object.assign(after, { name: "Amina Odhiambo", owner: "", language: "" });
		after.phone = { raw: "0733 000 111", country: "KE", acceptDoubtful: true };
		after.properties = [
			{ name: "village", value: "Langata" },
			{ name: "height", value: "160" },
			{ name: "", value: "" },
		];
		expect(toChange(view, before, after)).toEqual({
			id: "c1",
			name: "Amina Odhiambo",
			owner: "",
			phone: "0733 000 111",
			country: "KE",
			acceptDoubtful: true,
			properties: [
				{ name: "language_code", value: "" },
				{ name: "village", value: "Langata" },
				{ name: "height", value: "160" },
				{ name: "age", value: "" },
			],
		});
	});
});
