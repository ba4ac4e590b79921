import type { AtError, Outcome } from "../at/at-session.ts";

const minute = 60_000;

/** What follows from a refusal. */
export type Verdict =
	/** This text never. */
	| { act: "fail"; problem: string }
	/** Again after a pause that grows; after the last one it has failed, or `whenAll` where no number at all gets through. */
	| { act: "retry"; pausesMs: readonly number[]; problem: string; widen: boolean; whenAll?: Verdict }
	/** Again in a moment; it was not a try. `full`: once the SIM has room. */
	| { act: "busy"; full?: true }
	/** It may have been sent. */
	| { act: "unknown" }
	/** The network refuses this SIM, or the SIM needs a person: the whole queue rests. */
	| { act: "rest"; problem: string }
	/** The start sequence once more; where that does not help, rest. */
	| { act: "restart"; problem: string }
	| { act: "without-validity" }
	/** The centre has it already: sent, where it was a repeat. */
	| { act: "duplicate" };

interface Row {
	family: "cms" | "cme";
	codes: readonly (number | readonly [number, number])[];
	verdict: Verdict;
}

const fail = (problem: string): Verdict => ({ act: "fail", problem });
const rest = (problem: string): Verdict => ({ act: "rest", problem });
/** Networks seldom say that the credit is used up: they refuse every text (modem §3). */
const restForAll = rest("network-refuses-texts");
const soon = (seconds: number) => [0, 1, 2, 3].map((nth) => Math.min(seconds * 1000 * 2 ** nth, 10 * minute));

/** Meaning of the numbers: modem §3, after 3GPP TS 27.005 3.2.5, 24.011 annex E and 23.040 9.2.3.22. */
const table: readonly Row[] = [
	{ family: "cms", codes: [1, 195, 196], verdict: fail("INVALID_DESTINATION_NUMBER") },
	{ family: "cms", codes: [8, 10, 28, 29, 30, 50, 69], verdict: restForAll },
	{ family: "cms", codes: [193], verdict: rest("network-refuses-sim") },
	{
		family: "cms",
		codes: [21, 38, 127],
		verdict: {
			act: "retry",
			pausesMs: [minute, 5 * minute],
			problem: "INVALID_DESTINATION_NUMBER",
			widen: true,
			whenAll: restForAll,
		},
	},
	{
		family: "cms",
		codes: [27],
		verdict: {
			act: "retry",
			pausesMs: [30 * minute, 30 * minute],
			problem: "INVALID_DESTINATION_NUMBER",
			widen: false,
		},
	},
	{
		family: "cms",
		codes: [41, 42, 47, 111, 192, 194, 255, 331, 512, 514, 515],
		verdict: {
			act: "retry",
			pausesMs: soon(10),
			problem: "TOO_MANY_UNSUCCESSFUL_ATTEMPTS",
			widen: true,
			whenAll: restForAll,
		},
	},
	{
		family: "cms",
		codes: [81, [95, 99], [128, 161], 176, 304, 305, 517, 538, [549, 554]],
		verdict: fail("MESSAGE_FORMAT_INVALID"),
	},
	{ family: "cms", codes: [197], verdict: { act: "duplicate" } },
	{ family: "cms", codes: [198, 199], verdict: { act: "without-validity" } },
	{ family: "cms", codes: [212, 314], verdict: { act: "busy" } },
	{ family: "cms", codes: [322, [208, 211]], verdict: { act: "busy", full: true } },
	{ family: "cms", codes: [302, 303], verdict: { act: "restart", problem: "modem-not-for-texts" } },
	{ family: "cms", codes: [310], verdict: rest("sim-missing") },
	{ family: "cms", codes: [311], verdict: { act: "restart", problem: "sim-pin-needed" } },
	{
		family: "cms",
		codes: [
			[312, 313],
			[315, 318],
		],
		verdict: rest("sim-failed"),
	},
	{ family: "cms", codes: [330], verdict: rest("centre-missing") },
	{ family: "cms", codes: [332, 513], verdict: { act: "unknown" } },
	{ family: "cme", codes: [14, 515], verdict: { act: "busy" } },
	{ family: "cme", codes: [10], verdict: rest("sim-missing") },
	{ family: "cme", codes: [11], verdict: { act: "restart", problem: "sim-pin-needed" } },
	{
		family: "cme",
		codes: [
			[12, 13],
			[15, 18],
		],
		verdict: rest("sim-failed"),
	},
	{ family: "cme", codes: [3, 4], verdict: { act: "restart", problem: "modem-not-for-texts" } },
	{ family: "cme", codes: [31], verdict: { act: "unknown" } },
];

/** Modems answer bare and unknown errors for texts that went out: only before the text was typed are they harmless. */
const unclear: Verdict = { act: "unknown" };
const again: Verdict = {
	act: "retry",
	pausesMs: soon(1),
	problem: "TOO_MANY_UNSUCCESSFUL_ATTEMPTS",
	widen: false,
	// Such as a modem that another program left in text mode.
	whenAll: { act: "restart", problem: "modem-not-for-texts" },
};

/** Judges how a send ended. `typed`: the text had been handed over. Not for `ok`. */
export function judge(outcome: Exclude<Outcome, { kind: "ok" }>, typed: boolean): Verdict {
	const verdict = outcome.kind === "error" ? (find(outcome.error) ?? unclear) : unclear;
	return verdict.act === "unknown" && !typed ? again : verdict;
}

function find({ family, number }: AtError): Verdict | undefined {
	if (number === null) return undefined;
	const has = (codes: Row["codes"]) =>
		codes.some((code) => (typeof code === "number" ? code === number : number >= code[0] && number <= code[1]));
	return table.find((row) => row.family === family && has(row.codes))?.verdict;
}

export function isBusy(error: AtError): boolean {
	return find(error)?.act === "busy";
}
