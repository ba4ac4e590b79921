import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RadioOffice, radioOffice } from "../testing/radio-office.ts";

let office: RadioOffice;
const here = "project-1";
const add = (name: string) => {
	const added = office.gateways.add({ name, kind: "simulator" });
	if (!added.ok) throw new Error(added.problem.code);
};
/** Routes as they are set: level, prefix, gateway. */
const ways: [string | null, string, string][] = [
	[here, "254", "kenya"],
	[here, "2547", "mobile"],
	[here, "*", "project-rest"],
	[null, "256", "uganda"],
	[null, "2547", "everywhere-mobile"],
	[null, "*", "rest"],
	["project-2", "255", "uganda"],
];

beforeEach(() => {
	office = radioOffice();
	for (const name of ["kenya", "mobile", "project-rest", "uganda", "everywhere-mobile", "rest", "Büro"]) add(name);
	for (const [project, prefix, name] of ways) office.gateways.route(project, prefix, name);
});
afterEach(() => office.end());

const choose = (project: string, digits: string, backendId?: string) => {
	const chosen = office.gateways.choose(project, digits, backendId);
	return chosen.ok ? chosen.value : chosen.problem.code;
};

describe("the gateway for a number (commcare-behaviour §6.3)", () => {
	it.each([
		// 1. The contact's own.
		["the one the contact names", here, "254712345678", "uganda", "uganda"],
		["in any capitals, with blanks around it", here, "254712345678", "  UGANDA ", "uganda"],
		["also in letters beyond ASCII", here, "254712345678", "BÜRO", "Büro"],
		["none that is not there, and no other instead", here, "254712345678", "twilio", "GATEWAY_NOT_FOUND"],
		["blank is not named", here, "254712345678", "   ", "mobile"],
		// 2. The project's prefixes, the longest first, then its rest.
		["the longest beginning of the project", here, "254712345678", undefined, "mobile"],
		["a shorter one where the longer does not fit", here, "254201234567", undefined, "kenya"],
		["the project's rest before a beginning of everywhere", here, "256772123456", undefined, "project-rest"],
		// 3. Those of everywhere, where the project has none.
		["a beginning of everywhere", "project-3", "256772123456", undefined, "uganda"],
		["another", "project-3", "254712345678", undefined, "everywhere-mobile"],
		["the rest of everywhere", "project-3", "919876543210", undefined, "rest"],
		["a project with beginnings and no rest", "project-2", "919876543210", undefined, "rest"],
		["its own beginning first", "project-2", "255712345678", undefined, "uganda"],
		["the number that is the beginning itself", here, "2547", undefined, "mobile"],
		["one digit less", here, "25", undefined, "project-rest"],
	])("%s", (_what, project, digits, backendId, expected) => {
		expect(choose(project, digits, backendId)).toBe(expected);
	});

	it("is another, or none, once gateways are gone: their routes go with them", () => {
		for (const [gone, then] of [
			["mobile", "kenya"],
			["kenya", "project-rest"],
			["project-rest", "everywhere-mobile"],
			["everywhere-mobile", "rest"],
			["rest", "NO_SUITABLE_GATEWAY"],
		] as const) {
			office.gateways.remove(gone);
			expect(choose(here, "254712345678"), gone).toBe(then);
		}
		expect(choose(here, "254712345678", "rest")).toBe("GATEWAY_NOT_FOUND");
	});

	it("is never one that another project has to itself", () => {
		office.store.prepare("UPDATE gateway SET project_id = 'project-2' WHERE name IN ('mobile', 'kenya')").run();
		expect(choose(here, "254712345678")).toBe("project-rest");
		expect(choose(here, "254712345678", "mobile")).toBe("GATEWAY_NOT_FOUND");
		expect(choose("project-2", "254712345678", "mobile")).toBe("mobile");
	});

	it("is told with its reason", () => {
		const why = (project: string, digits: string, backendId?: string) =>
			office.gateways.explain(project, digits, backendId, "KE");
		expect(why(here, "254712345678", "Rest")).toMatchObject({ gateway: "rest", because: "named", prefix: null });
		expect(why(here, "254712345678")).toMatchObject({ because: "project-prefix", prefix: "2547" });
		expect(why(here, "919876543210")).toMatchObject({ because: "project-default", prefix: "*" });
		expect(why("project-3", "256772123456")).toMatchObject({ because: "everywhere-prefix", prefix: "256" });
		expect(why("project-3", "919876543210")).toMatchObject({ because: "everywhere-default", refused: null });
		expect(why("project-3", "19005551234")).toMatchObject({ gateway: "rest", refused: "number-premium" });
		expect(why(here, "254712345678", "twilio")).toEqual({
			gateway: null,
			because: "none",
			prefix: null,
			refused: null,
		});
	});
});

describe("routes", () => {
	it("are listed in the order of decision, and can be taken away", () => {
		const list = () =>
			office.gateways.routes(here).map(({ prefix, everywhere, gateway }) => [prefix, everywhere, gateway]);
		expect(list()).toEqual([
			["2547", false, "mobile"],
			["254", false, "kenya"],
			["*", false, "project-rest"],
			["2547", true, "everywhere-mobile"],
			["256", true, "uganda"],
			["*", true, "rest"],
		]);
		expect(office.gateways.unroute(here, "2547")).toEqual({ ok: true, value: { prefix: "2547" } });
		expect(office.gateways.unroute(here, "2547")).toMatchObject({ problem: { code: "route-not-found" } });
		expect(choose(here, "254712345678")).toBe("kenya");
		expect(office.gateways.unroute(null, "2547")).toMatchObject({ ok: true });
		expect(list()).toHaveLength(4);
	});
});
