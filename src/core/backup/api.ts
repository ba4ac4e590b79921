import { z } from "zod";
import { asks, does, gives } from "../api/entry.ts";
import { staffName, typedPin } from "../staff/api.ts";

export interface Check {
	/** `database`, `key-store`, `modem`, `clock`, `disk`, `hq`, `backup`, `audit`. */
	name: string;
	ok: boolean;
	/** Code for the words; details beside it. */
	message: string;
	details?: Record<string, string | number | boolean>;
}

/** A daily copy in the data folder. */
export interface DailyCopy {
	name: string;
	madeAt: string;
	bytes: number;
}

/** An absolute path on the computer that runs the core. */
const path = z.string().trim().min(1).max(4000);

export const backupApi = {
	"doctor.run": asks("anyone", z.object({}), gives<Check[]>()),
	/** The daily copies, newest first. Known before sign-in: a damaged office is brought back without one. */
	"backup.copies": asks("anyone", z.object({}), gives<DailyCopy[]>()),
	/** Saves the whole office, encrypted and with its wrapped keys, in one file. An earlier backup of that name is replaced. */
	"backup.save": does(
		"supervisor-or-technician",
		z.object({ file: path }),
		gives<{ file: string; madeAt: string; bytes: number }>(),
	),
	/**
	 * Takes the office back to a backup: a file of `backup.save`, or a daily copy by its name or path. A supervisor gives name and PIN here, also when
	 * nobody can sign in. What stood there is kept as `keptAs`; stops, PINs and who may sign in stay those of today.
	 */
	"backup.restore": does(
		"anyone",
		z.object({ file: path, name: staffName, pin: typedPin }),
		gives<{ madeAt: string; keptAs: string | null }>(),
	),
};
