import { expect, it } from "vitest";
import { isolated, unturned } from "./isolated.ts";

it("shows a text in the order in which it is saved, whatever signs of direction are in it", () => {
	expect(unturned("Amina \u202eolgnaL\u202c \u2067Juma\u2069")).toBe("Amina olgnaL Juma");
	expect(unturned("فاطمة Odhiambo")).toBe("فاطمة Odhiambo");
});

it("lets no sign in a name end its isolation in a sentence", () => {
	expect(isolated("Amina\u2069\u202e")).toBe("\u2068Amina\u2069");
});
