import { z } from "zod";

/**
 * A fault of the simulated modem, as data. `at` is where it strikes:
 * `command`: a command was read (all, or those that begin with `match`); `prompt`: before `> `; `typed`: the text is in and the network
 * has not taken it; `accepted`: the network has taken it and the modem has not answered; `answered`: after the answer; `arrival`: a text
 * came in and is not announced; `report`: a delivery report is due.
 */
export const faultSchema = z.object({
	at: z.enum(["command", "prompt", "typed", "accepted", "answered", "arrival", "report"]),
	match: z.string().optional(),
	/** Strikes at every nth chance, after `skip` of them, at most `times` times. */
	every: z.number().int().min(1).default(1),
	skip: z.number().int().min(0).default(0),
	times: z.number().int().min(1).optional(),
	/**
	 * `delay`: `ms` pass; `mute`: no answer ever; `error`: `code` is answered; `close`: the port is gone for `ms`; `lines`: `lines` come in
	 * between; `lose`: the announcement (or report) is lost; `status`: the report says `code`.
	 */
	does: z.enum(["delay", "mute", "error", "close", "lines", "lose", "status"]),
	ms: z.number().min(0).default(0),
	code: z.string().default("ERROR"),
	lines: z.array(z.string()).default([]),
});

export type Fault = z.output<typeof faultSchema>;
export const faultList = z.array(faultSchema);

/** Picks what strikes now: the faults of that place, each with its own count. */
export function faultDice(faults: readonly Fault[]) {
	const counts = faults.map(() => ({ chances: 0, struck: 0 }));
	return (at: Fault["at"], command = ""): Fault[] =>
		faults.filter((fault, nth) => {
			const count = counts[nth];
			if (!count || fault.at !== at || (fault.match !== undefined && !command.startsWith(fault.match))) return false;
			count.chances += 1;
			const due = count.chances > fault.skip && (count.chances - fault.skip - 1) % fault.every === 0;
			if (!due || (fault.times !== undefined && count.struck >= fault.times)) return false;
			count.struck += 1;
			return true;
		});
}
