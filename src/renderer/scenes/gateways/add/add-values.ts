import { z } from "zod";
import { latinDigits } from "../../../components/latin-digits.ts";

export const addSteps = ["find", "pin", "serve", "test"] as const;
export type AddStep = (typeof addSteps)[number];

const phone = z.object({ raw: z.string(), country: z.string(), acceptDoubtful: z.boolean() });

/** How far adding a modem is. Kept as a draft, so that a step can be left and taken up again; the PIN never is. */
export const adding = z.object({
	step: z.enum(addSteps),
	/** What was found there, and its port. */
	port: z.string(),
	modem: z.string(),
	sim: z.enum(["ready", "pin", "puk", "missing", "unknown"]),
	ownNumber: z.string(),
	/** Empty: a free name is offered. */
	name: z.string(),
	replyTo: z.string(),
	serves: z.enum(["others", "prefixes", "none"]),
	prefixes: z.string(),
	everywhere: z.boolean(),
	/** Name of the gateway once there is one. */
	added: z.string(),
	testTo: phone,
	/** The test text, once it was asked for. */
	test: z.string(),
});
export type Adding = z.output<typeof adding>;

/** `isFirst`: no gateway takes all numbers yet, so this one is offered to. */
export function freshAdding(country: string, isFirst: boolean): Adding {
	return {
		step: "find",
		port: "",
		modem: "",
		sim: "unknown",
		ownNumber: "",
		name: "",
		replyTo: "",
		serves: isFirst ? "others" : "none",
		prefixes: "",
		everywhere: true,
		added: "",
		testTo: { raw: "", country, acceptDoubtful: false },
		test: "",
	};
}

/** Where adding is taken up again: what needs a PIN begins at the PIN, which is not kept. */
export function resumed(values: Adding): Adding {
	return values.added === "" && values.sim === "pin" && values.step === "serve" ? { ...values, step: "pin" } : values;
}

/** Only a SIM that asks for its PIN makes a step of it. */
export function stepAfter(values: Adding): AddStep {
	if (values.step === "find") return values.sim === "pin" ? "pin" : "serve";
	return values.step === "pin" ? "serve" : "test";
}

export function stepBefore(values: Adding): AddStep {
	if (values.step === "test") return "serve";
	return values.step === "serve" && values.sim === "pin" ? "pin" : "find";
}

/** Steps that can be gone to from here: those passed, as long as there is something to change in them. */
export function isOpen(step: AddStep, values: Adding): boolean {
	if (step === "pin" && values.sim !== "pin") return false;
	// The port is the gateway's own once it is added; its page changes it.
	if (step === "find" && values.added !== "") return false;
	return addSteps.indexOf(step) < addSteps.indexOf(values.step);
}

/** `254, 255` as digits; null where something else stands there. */
export function prefixList(typed: string): string[] | null {
	const pieces = latinDigits(typed)
		.split(/[,;،\s]+/)
		.map((piece) => piece.replace(/^\+|^00/, ""))
		.filter((piece) => piece !== "");
	return pieces.length > 0 && pieces.every((piece) => /^\d{1,15}$/.test(piece)) ? pieces : null;
}

/** SIM PINs have four to eight digits (3GPP TS 31.101 9.3). */
export function isSimPin(pin: string): boolean {
	return /^\d{4,8}$/.test(latinDigits(pin).trim());
}

/** A name no gateway has yet: `modem`, `modem-2` … */
export function freeName(base: string, taken: readonly string[]): string {
	for (let number = 1; ; number++) {
		const name = number === 1 ? base : `${base}-${number}`;
		if (!taken.some((one) => one.toLowerCase() === name.toLowerCase())) return name;
	}
}
