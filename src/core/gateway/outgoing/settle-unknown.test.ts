import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog, systemClock } from "../../ground/index.ts";
import type { GatewayDeps } from "../deps.ts";
import type { SendState } from "../hooks.ts";
import { fieldTiming } from "../modem/timing.ts";
import { decodeTpdu } from "../pdu/decode-tpdu.ts";
import { type RadioOffice, radioOffice } from "../testing/radio-office.ts";
import { markSent, markUnknown, nextPart, openPart, type PartToSend, typePart } from "./part-steps.ts";
import { settleUnknown } from "./settle-unknown.ts";
import { takeReport } from "./take-report.ts";

const sim = "639020000000001";
const to = "254712345678";
let office: RadioOffice;
let deps: GatewayDeps;
let states: [string, SendState][];

beforeEach(() => {
	office = radioOffice();
	states = [];
	deps = {
		store: office.store,
		clock: systemClock,
		log: silentLog,
		timing: fieldTiming,
		tell: () => {},
		onHealth: () => {},
		mayRun: () => true,
		wake: () => {},
		hooks: {
			isBehind: () => false,
			whyNotSend: () => null,
			onSendState: (id, { state }) => void states.push([id, state]),
			onText: () => {},
		},
	};
	office.gateways.add({ name: "practice", kind: "simulator" });
});
afterEach(() => office.end());

const next = (): PartToSend => {
	const part = nextPart(deps, "practice", null);
	if (!part) throw new Error("nothing waits");
	return part;
};
/** A text that was typed and never answered. */
function unknownText(text = "Come on Monday"): { id: string; part: PartToSend } {
	const id = office.send(text, { to });
	const part = next();
	expect(openPart(deps, part) && typePart(deps, part)).toBe(true);
	markUnknown(deps, part, "no-answer-from-modem");
	return { id, part };
}
const stateOf = (id: string) =>
	office.store.prepare<{ state: string }>("SELECT state FROM outgoing WHERE message_id = ?").get(id)?.state;
const report = (reference: number, status = 0) =>
	takeReport(deps, sim, {
		kind: "status-report",
		centre: null,
		reference,
		to: { value: to, kind: "international" },
		at: null,
		doneAt: null,
		status,
	});

describe("a text of unknown fate", () => {
	it("is never sent again by itself", () => {
		const { id } = unknownText();
		expect(stateOf(id)).toBe("unknown");
		expect(nextPart(deps, "practice", null)).toBeNull();
	});
	it.each([
		["a late answer", (part: PartToSend) => markSent(deps, part, 7, sim), "sent"],
		["a delivery report", () => report(7), "delivered"],
		["a report that it is on its way", () => report(7, 0x30), "sent"],
		["a report that nobody could be reached", () => report(7, 0x46), "failed"],
	])("is settled by %s", (_by, settle, state) => {
		const { id, part } = unknownText();
		settle(part);
		expect(stateOf(id)).toBe(state);
		expect(settleUnknown(deps, id, "send-again")).toMatchObject({ problem: { code: "not-unknown" } });
	});
	it("goes again where a person says so: marked as a repeat, with a report asked for", () => {
		const { id, part } = unknownText();
		expect(settleUnknown(deps, id, "send-again").ok).toBe(true);
		const again = next();
		expect(again).toMatchObject({ id: part.id, repeat: 1 });
		expect(decodeTpdu(again.pdu)).toMatchObject({
			ok: true,
			value: { rejectDuplicates: true, wantsReport: true, text: "Come on Monday" },
		});
		expect(states.at(-1)).toEqual([id, "queued"]);
	});
	it("keeps the reference it had, where that is known", () => {
		const { id, part } = unknownText();
		office.store.prepare("UPDATE outgoing_part SET mr = 156 WHERE id = ?").run(part.id);
		settleUnknown(deps, id, "send-again");
		expect(decodeTpdu(next().pdu)).toMatchObject({ ok: true, value: { reference: 156 } });
	});
	it("stays where it is when its answer comes after all, before the repeat has left", () => {
		const answered = unknownText("First");
		settleUnknown(deps, answered.id, "send-again");
		markSent(deps, answered.part, 9, sim);
		expect(stateOf(answered.id)).toBe("sent");
		expect(nextPart(deps, "practice", null)).toBeNull();

		const reported = unknownText("Second");
		settleUnknown(deps, reported.id, "send-again");
		report(10);
		expect(stateOf(reported.id)).toBe("delivered");
		expect(nextPart(deps, "practice", null)).toBeNull();
	});
	it("of two that fit a report is settled for neither", () => {
		const [one, other] = [unknownText("First"), unknownText("Second")];
		report(7);
		expect([stateOf(one.id), stateOf(other.id)]).toEqual(["unknown", "unknown"]);
	});
	it("sends only the part again whose fate is unknown, under the same reference", () => {
		const id = office.send("A long story of many words. ".repeat(10), { to });
		const parts: PartToSend[] = [];
		for (const answered of [true, false]) {
			const part = next();
			openPart(deps, part);
			typePart(deps, part);
			if (answered) markSent(deps, part, 20, sim);
			else markUnknown(deps, part, "no-answer-from-modem");
			parts.push(part);
		}
		expect(stateOf(id)).toBe("unknown");
		settleUnknown(deps, id, "send-again");
		const again = next();
		expect(again.id).toBe(parts[1]?.id);
		const places = [parts[0], again].map((part) => {
			const decoded = decodeTpdu(part?.pdu ?? "");
			return decoded.ok && decoded.value.kind === "submit" ? decoded.value.data.concatenation : null;
		});
		expect(places).toMatchObject([
			{ part: 1, total: 2, reference: places[1]?.reference },
			{ part: 2, total: 2 },
		]);
	});
});
