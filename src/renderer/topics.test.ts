import { describe, expect, it } from "vitest";
import { type CallName, contract, type Topic } from "../core/api/index.ts";
import { makesOld } from "./topics.ts";

const changed = (...topics: Topic[]) => ({ type: "changed" as const, topics });

describe("which answers an event makes old", () => {
	it.each<[CallName, Topic, boolean]>([
		["cases.list", "cases", true],
		["cases.show", "consent", true],
		["cases.list", "audit", false],
		["messages.list", "cases", true],
		["status.line", "inbox", true],
		["reports.home", "cases", true],
		["practice.conversation", "messages", true],
		["gateway.list", "gateways", true],
		["settings.get", "inbox", false],
	])("%s after a change of %s: %s", (call, topic, isOld) => {
		expect(makesOld(changed(topic), call)).toBe(isOld);
	});
	it("a gateway's state, a session", () => {
		expect(makesOld({ type: "gateway-state", gateway: "a", state: "ready" }, "status.line")).toBe(true);
		expect(makesOld({ type: "gateway-state", gateway: "a", state: "ready" }, "cases.list")).toBe(false);
		expect(makesOld({ type: "session" }, "office.status")).toBe(true);
		expect(makesOld({ type: "progress", job: "x", done: 1, total: 2 }, "reports.home")).toBe(false);
	});
	it("every call that only reads is asked again after some change", () => {
		const every = changed(
			...([
				"cases",
				"consent",
				"numbers",
				"messages",
				"inbox",
				"gateways",
				"staff",
				"projects",
				"settings",
				"imports",
				"hq",
				"audit",
			] as const),
		);
		const reads = (Object.keys(contract) as CallName[]).filter((name) => contract[name].reads);
		// Drafts are the form's own, a check is run anew each time, and a written file stays as it was written.
		const never = reads.filter((name) => !/^(drafts|doctor|files)\./.test(name) && !makesOld(every, name));
		expect(never).toEqual([]);
	});
});
