import type { TFunction } from "i18next";
import { expect, it } from "vitest";
import { freshSetup } from "./setup-values.ts";
import { pinTroubles, troublesOf } from "./wizard-troubles.ts";

const t = ((key: string) => key) as unknown as TFunction<"staff">;
const setup = { ...freshSetup("en"), country: "KE", timeZone: "Africa/Nairobi" };

it.each([
	["clinic-north", undefined],
	["عيادة.2", undefined],
	["", "project.nameMissing"],
	["clinic north", "project.nameSpaces"],
	["Stop ", "project.nameReserved"],
	["a/b", "project.nameSign"],
	["-clinic", "project.nameSign"],
])("the project name %j is told %s at its step", (projectName, trouble) => {
	expect(troublesOf("project", { ...setup, projectName }, { pin: "", again: "" }, t).projectName).toBe(trouble);
});

it.each([
	["12345 ", { pin: "pin.short" }],
	["123456", { pin: "pin.easy" }],
	["193755 ", {}],
])("the PIN %j is told %j before anything is sent", (pin, troubles) => {
	expect(pinTroubles({ pin, again: pin.trim() }, t)).toEqual(troubles);
});
