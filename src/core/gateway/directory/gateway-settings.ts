import { z } from "zod";
import { fail, ok, type Result } from "../../ground/index.ts";
import type { GatewayKind } from "../api.ts";

/** How a gateway sends. Caps count parts; 0: none. */
export interface SendSettings {
	sendGapMs: number;
	hourlyCap: number;
	dailyCap: number;
	/** 0: as long as the network likes. */
	validityMinutes: number;
	deliveryReports: boolean;
}

const upTo = (most: number) => ({
	schema: z
		.string()
		.regex(/^\d{1,9}$/)
		.transform(Number)
		.pipe(z.number().max(most)),
	takes: `0 … ${most}`,
});
const yesNo = z.enum(["true", "false"]).transform((value) => value === "true");

interface Setting {
	schema: z.ZodType;
	/** What it takes, in no language: the words themselves, or an example. */
	takes: string;
	/** By kind; kinds that are missing do not know the setting. */
	defaults: Partial<Record<GatewayKind, string>>;
}

/** Every setting there is. A real SIM is kept at what operators take for a person; the simulated one runs free. */
const settings: Record<string, Setting> = {
	sendGapMs: { ...upTo(3_600_000), defaults: { modem: "3000", simulator: "0" } },
	hourlyCap: { ...upTo(100_000), defaults: { modem: "0", simulator: "0" } },
	dailyCap: { ...upTo(1_000_000), defaults: { modem: "500", simulator: "0" } },
	validityMinutes: { ...upTo(635_040), defaults: { modem: "0", simulator: "0" } },
	deliveryReports: { schema: yesNo, takes: "true, false", defaults: { modem: "true", simulator: "true" } },
	/** What is dialled to hear of the credit, such as `*144#`. */
	balanceCode: { schema: z.string().regex(/^[*#0-9]{0,20}$/), takes: "*144#", defaults: { modem: "", simulator: "" } },
	/** Countries (ISO) that may be texted beside those of the SIM and the office; `*`: all. */
	countries: {
		schema: z.string().regex(/^(\*|[A-Za-z]{2}(\s*,\s*[A-Za-z]{2})*|)$/),
		takes: "KE,UG / *",
		defaults: { modem: "", simulator: "" },
	},
	/** Ask the network for nothing and wait so long before each answer, to see how a slow stick feels. */
	answerDelayMs: { ...upTo(120_000), defaults: { simulator: "0" } },
	/** Faults of the simulated modem as JSON: see `simulator/faults.ts`. */
	faults: { schema: z.string().max(300), takes: "[]", defaults: { simulator: "[]" } },
	slots: { ...upTo(255), defaults: { simulator: "30" } },
};

/** Problems: `unknown-setting`, `bad-setting`, with the setting's name. */
export function checkSettings(
	kind: GatewayKind,
	given: readonly { name: string; value: string }[],
): Result<Record<string, string>> {
	const checked: Record<string, string> = {};
	for (const { name, value } of given) {
		const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
		if (setting?.defaults[kind] === undefined)
			return fail("unknown-setting", { field: "settings", details: { setting: name } });
		if (!setting.schema.safeParse(value.trim()).success)
			return fail("bad-setting", { field: "settings", details: { setting: name, takes: setting.takes } });
		checked[name] = value.trim();
	}
	return ok(checked);
}

/** All settings of a kind as text, defaults filled in. */
export function allSettings(kind: GatewayKind, own: Readonly<Record<string, string>>): Record<string, string> {
	const all: Record<string, string> = {};
	for (const [name, { defaults }] of Object.entries(settings)) {
		const value = own[name] ?? defaults[kind];
		if (value !== undefined) all[name] = value;
	}
	return all;
}

export function sendSettings(kind: GatewayKind, own: Readonly<Record<string, string>>): SendSettings {
	const all = allSettings(kind, own);
	const number = (name: string) => Number(all[name] ?? 0);
	return {
		sendGapMs: number("sendGapMs"),
		hourlyCap: number("hourlyCap"),
		dailyCap: number("dailyCap"),
		validityMinutes: number("validityMinutes"),
		deliveryReports: all.deliveryReports === "true",
	};
}
