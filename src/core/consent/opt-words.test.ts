import { describe, expect, test } from "vitest";
import { optRequest } from "./opt-words.ts";

const extra = ["STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];

describe("STOP and START in an incoming text", () => {
	test.each([
		"STOP",
		"stop",
		" Stop ",
		"Stop!",
		'"STOP"',
		"«stop»",
		"STOP.",
		"stop...",
		"S T O P",
		"STOP ALL",
		"stop-all",
		"StopAll",
		"quit",
		"END",
		"revoke",
		"opt out",
		"Opt-Out",
		"OPTOUT",
		"cancel",
		"Unsubscribe.",
		"ＳＴＯＰ",
		"SТOР",
		"ΣTOP".replace("Σ", "S"),
		"ST0P",
		"stop\u00a0",
		"\u202bSTOP\u202c",
	])("%j stops", (text) => expect(optRequest(text, extra)).toBe("opt-out"));

	test.each(["START", "start", " Start ", "UNSTOP", "unstop"])("%j starts", (text) =>
		expect(optRequest(text, extra)).toBe("opt-in"),
	);

	test.each(["START!", '"START"', "SТАRT", "ＳＴＡＲＴ", "re start", "START please", "YES", "st art"])(
		"%j does not start",
		(text) => expect(optRequest(text, extra)).not.toBe("opt-in"),
	);

	test.each([
		"stop please",
		"please stop",
		"STOP 123",
		"Stop texting me",
		"don't text me any more",
		"no more messages please",
		"leave me alone",
		"wrong number",
		"I want to opt out of this",
	])("%j is for staff to decide", (text) => expect(optRequest(text, extra)).toBe("review"));

	test.each([
		"Hello",
		"123",
		"The bus does not stop at the new clinic on Sundays",
		"We will end the meeting at five in the hall",
		"join clinic",
		"",
		"متى العيادة",
	])("%j is an ordinary text", (text) => expect(optRequest(text, extra)).toBeNull());

	test("STOP cannot be taken off the list; a word of the project can", () => {
		expect(optRequest("stop", [])).toBe("opt-out");
		expect(optRequest("end", [])).toBeNull();
		expect(optRequest("ARRET", ["arret"])).toBe("opt-out");
	});
});
