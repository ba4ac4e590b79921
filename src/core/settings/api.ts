import { z } from "zod";
import { asks, does, gives } from "../api/entry.ts";

/** Settings of the seat's project as text, as the command line shows them; secrets read as `set` or empty. */
export type Settings = Record<string, string>;

export const settingsApi = {
	"settings.get": asks("staff", z.object({ key: z.string().max(80).optional() }), gives<Settings>()),
	"settings.set": does(
		"supervisor",
		z.object({ key: z.string().max(80), value: z.string().max(4000) }),
		gives<Settings>(),
	),
};
