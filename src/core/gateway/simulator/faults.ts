import { z } from "zod";

/**
 * A fault of the simulated modem, as data (modem §6). `at` is where it strikes:
 * `open`: somebody opened the port; `command`: a command was read (all, or those that begin with `match`) and is not echoed yet; `echoed`:
 * after its echo; `between`: before the last line of its answer; `prompt`: before `> `; `prompted`: after it; `typed`: the text is in and the
 * network has not taken it; `accepted`: the network has taken it and the modem has not answered; `answered`: after the answer; `arrival`: a
 * text came in and is not announced; `radio`: a text of several parts is about to leave the centre; `report`: a delivery report is due.
 */
export const faultSchema = z.object({
	at: z.enum([
		"open",
		"command",
		"echoed",
		"between",
		"prompt",
		"prompted",
		"typed",
		"accepted",
		"answered",
		"arrival",
		"radio",
		"report",
	]),
	match: z.string().optional(),
	/** Strikes at every nth chance, after `skip` of them, at most `times` times. */
	every: z.number().int().min(1).default(1),
	skip: z.number().int().min(0).default(0),
	times: z.number().int().min(1).optional(),
	/**
	 * `delay`: `ms` and up to `jitterMs` more pass; `mute`: no answer ever; `hang`: nothing is heard or said for `ms`, 0: until the power is
	 * gone; `error`: `code` is answered; `close`: the port is gone for `ms`; `reboot`: the modem forgets everything, the port stays; `lines`:
	 * `lines` come in between; `raw`: `code` comes as it is, without line ends; `direct`: the text comes on the line unasked; `register`: the
	 * network is now `code` as +CREG says, for `ms` or for good; `lose`, `repeat`, `shuffle`: the announcement, report or parts; `status`: the report says `code`.
	 */
	does: z.enum([
		"delay",
		"mute",
		"hang",
		"error",
		"close",
		"reboot",
		"lines",
		"raw",
		"direct",
		"register",
		"lose",
		"repeat",
		"shuffle",
		"status",
	]),
	ms: z.number().min(0).default(0),
	jitterMs: z.number().min(0).default(0),
	code: z.string().default("ERROR"),
	lines: z.array(z.string()).default([]),
	/** A `close` that leaves the modem its power: a prompt that is open stays open. */
	keepsPower: z.boolean().default(false),
	/** A `close` after which the port has another name. */
	renames: z.boolean().default(false),
});

export type Fault = z.output<typeof faultSchema>;
export type FaultWish = z.input<typeof faultSchema>;
export const faultList = z.array(faultSchema);

/** Picks what strikes now: the faults of that place, each with its own count. */
export function faultDice(faults: readonly Fault[]) {
	const counts = faults.map(() => ({ chances: 0, struck: 0 }));
	return {
		strikes(at: Fault["at"], command = ""): Fault[] {
			return faults.filter((fault, nth) => {
				const count = counts[nth];
				if (!count || fault.at !== at || (fault.match !== undefined && !command.startsWith(fault.match))) return false;
				count.chances += 1;
				const due = count.chances > fault.skip && (count.chances - fault.skip - 1) % fault.every === 0;
				if (!due || (fault.times !== undefined && count.struck >= fault.times)) return false;
				count.struck += 1;
				return true;
			});
		},
		/** How often each has struck, in the order they were given. */
		struck: () => counts.map(({ struck }) => struck),
	};
}
