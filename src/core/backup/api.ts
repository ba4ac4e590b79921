import { z } from "zod";
import { asks, gives } from "../api/entry.ts";

export interface Check {
	/** `database`, `key-store`, `modem`, `clock`, `disk`, `hq`, `backup`, `audit`. */
	name: string;
	ok: boolean;
	/** Code for the words; details beside it. */
	message: string;
	details?: Record<string, string | number | boolean>;
}

export const backupApi = {
	"doctor.run": asks("anyone", z.object({}), gives<Check[]>()),
};
