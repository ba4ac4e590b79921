import { expect, test } from "vitest";
import {
	asPage,
	beginsAnew,
	connectionIn,
	isKeyOfAnother,
	megabytesIn,
	placeIn,
	valuesOf,
} from "./connection-values.ts";
import { tabsFor } from "./hq-tabs.ts";

const kept = {
	url: "https://hq.example.org",
	project: "clinic",
	user: "office@example.org",
	keySet: true,
	owner: "",
	mirror: { optOut: "stopped", consent: "", verification: "" },
	dailyMegabytes: 20,
	complete: true,
};

test("a key that was not typed is not sent, so that the kept one stays", () => {
	expect(placeIn(valuesOf(kept))).not.toHaveProperty("apiKey");
	expect(placeIn({ ...valuesOf(kept), apiKey: "new" })).toHaveProperty("apiKey", "new");
});

test("what is shown is what is saved again", () => {
	const { url, project, user, owner, mirror, dailyMegabytes } = kept;
	expect(connectionIn(valuesOf(kept))).toEqual({ url, project, user, owner, mirror, dailyMegabytes });
});

test("no megabytes mean as many as it takes; what is no whole number is not taken", () => {
	expect(megabytesIn(" ")).toBe(0);
	expect(megabytesIn("20")).toBe(20);
	for (const typed of ["-1", "1.5", "ten", "10000000"]) expect(megabytesIn(typed), typed).toBeNull();
});

test("another server or project is a new beginning, another user is not", () => {
	const values = valuesOf(kept);
	expect(beginsAnew(kept, { ...values, project: "other" })).toBe(true);
	expect(beginsAnew(kept, { ...values, user: "somebody" })).toBe(false);
	expect(beginsAnew({ ...kept, complete: false }, { ...values, project: "other" })).toBe(false);
});

test("another server is asked for its own key; a page of the same one, or an address that is only begun, is not", () => {
	const typed = (url: string) => ({ ...valuesOf(kept), url });
	expect(isKeyOfAnother(kept, typed("https://other.example.org"))).toBe(true);
	for (const url of ["https://hq.example.org/a/clinic/", " https://hq.example.org/ ", "https:", ""])
		expect(isKeyOfAnother(kept, typed(url)), url).toBe(false);
	expect(isKeyOfAnother({ ...kept, keySet: false }, typed("https://other.example.org"))).toBe(false);
});

test("the address of a page of HQ, from the browser, is taken apart into server and project", () => {
	expect(asPage("https://www.commcarehq.org/a/clinic/dashboard/project/?x=1#top")).toEqual({
		url: "https://www.commcarehq.org",
		project: "clinic",
	});
	expect(asPage(" https://hq.example.org/inner/a/Clinic-2")).toEqual({
		url: "https://hq.example.org/inner",
		project: "clinic-2",
	});
	const typed = { ...valuesOf(kept), url: "https://www.commcarehq.org/a/other/dashboard/" };
	expect(connectionIn(typed)).toMatchObject({ url: "https://www.commcarehq.org", project: "other" });
	for (const other of [
		"https://www.commcarehq.org",
		"https://hq.example.org/a",
		"clinic",
		"https://hq.example.org/b/x",
	])
		expect(asPage(other), other).toBeNull();
});

test("a technician sees the line and no people, a clerk people and no key", () => {
	expect(tabsFor({ people: false, machines: true })).toEqual(["state", "history", "connection"]);
	expect(tabsFor({ people: true, machines: false })).toEqual(["state", "waiting", "parked", "conflicts", "history"]);
});
