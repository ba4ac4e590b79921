import { expect, test } from "vitest";
import { wayTo } from "./way-to.ts";

const way = (action: string, kind?: string) => wayTo({ action, subject: kind ? { kind, id: "x" } : null });

test("a line leads to the page of what it is about", () => {
	expect(way("case.registered", "case")).toEqual({ to: "/contacts/$id", id: "x" });
	expect(way("message.queued", "message")).toEqual({ to: "message", id: "x" });
	expect(way("gateway.paused", "gateway")).toEqual({ to: "/gateways/$name", name: "x" });
	expect(way("staff.role-changed", "staff")).toEqual({ to: "/settings", tab: "staff" });
	expect(way("consent.reworded", "statement")).toEqual({ to: "/settings", tab: "consent" });
	expect(way("project.added", "project")).toEqual({ to: "/settings", tab: "projects" });
	expect(way("setting.changed", "project")).toEqual({ to: "/settings", tab: "project" });
});

test("a line about nothing, or about what is gone, leads nowhere", () => {
	expect(way("signed-in")).toBeNull();
	expect(way("case.deleted", "case")).toBeNull();
	expect(way("gateway.removed", "gateway")).toBeNull();
	expect(way("something.new", "unheard-of")).toBeNull();
});
