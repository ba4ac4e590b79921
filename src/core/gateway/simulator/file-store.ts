import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { memoryStore, type SimStore } from "./sim-store.ts";

const kept = z.object({
	slots: z.array(z.object({ slot: z.number(), status: z.number(), pdu: z.string() })).default([]),
	waiting: z.array(z.string()).default([]),
	accepted: z
		.array(z.object({ atMs: z.number(), to: z.string(), pdu: z.string(), mr: z.number(), copies: z.number() }))
		.default([]),
});

/** The simulated SIM in a JSON file, for tests and trials with no person in them. Written whole at each change, and whole or not at all. */
export function fileStore(path: string): SimStore {
	return memoryStore(kept.parse(readIfThere(path)), (all) => {
		writeFileSync(`${path}.new`, JSON.stringify(all));
		renameSync(`${path}.new`, path);
	});
}

function readIfThere(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
		throw error;
	}
}
