import { describe, expect, test } from "vitest";
import { actOf } from "./single-keys.ts";

const keys = { "/": "search", n: "register", "?": "help" };
const press = (key: string, code: string, shiftKey = false) => actOf(keys, { key, code, shiftKey });

describe("single keys", () => {
	test("are what they type, wherever they stand", () => {
		expect(press("n", "KeyN")).toBe("register");
		// French: the slash is typed with shift, the question mark beside it.
		expect(press("/", "Period", true)).toBe("search");
		expect(press("?", "KeyM", true)).toBe("help");
		// Dvorak has its n where others have l.
		expect(press("n", "KeyL")).toBe("register");
	});
	test("are their place on a keyboard without Latin letters", () => {
		expect(press("ى", "KeyN")).toBe("register");
		expect(press("ظ", "Slash")).toBe("search");
		expect(press("؟", "Slash", true)).toBe("help");
		expect(press("т", "KeyN")).toBe("register");
	});
	test("are nothing else", () => {
		// Dvorak types b where others have n: that is no command.
		expect(press("b", "KeyN")).toBeUndefined();
		expect(press("é", "Slash")).toBeUndefined();
		expect(press("N", "KeyN", true)).toBeUndefined();
		expect(press("Dead", "KeyN")).toBeUndefined();
		expect(press("Process", "KeyN")).toBeUndefined();
		expect(press("Enter", "Enter")).toBeUndefined();
		expect(press("constructor", "KeyC")).toBeUndefined();
		expect(press("ك", "Semicolon")).toBeUndefined();
	});
});
