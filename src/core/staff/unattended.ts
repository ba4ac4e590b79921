import { recordAudit } from "../audit/index.ts";
import { fail, type Log, ok, type Result } from "../ground/index.ts";
import type { FrontDesk, Seated } from "./front-desk.ts";

/** The system's own key store, as the desktop host knows it; the browser and the command line have none. */
export interface KeyKeeper {
	/** False, and nothing kept, where the store is not worth it. */
	keep(secret: string): Promise<boolean>;
	/** Null where nothing is kept or it can't be read any more. */
	read(): Promise<string | null>;
	forget(): Promise<void>;
}

/**
 * Unattended start, off until a supervisor chooses it: the system keeps the data key, and the office opens by itself so that gateways run.
 * Nobody is signed in by it. It protects the key from other users of the computer and from nobody who can use this one's account.
 */
export function makeUnattended(desk: FrontDesk, keeper: KeyKeeper | undefined, log: Log) {
	const state = async () => ({ possible: keeper !== undefined, on: keeper ? (await keeper.read()) !== null : false });
	return {
		state,
		/** Problem `no-key-store`. */
		async set(acting: Seated, on: boolean): Promise<Result<{ possible: boolean; on: boolean }>> {
			if (!keeper || acting.office.practice) return fail("no-key-store");
			if (!on) await keeper.forget();
			else if (!(await keeper.keep(acting.office.dataKey.toString("base64")))) return fail("no-key-store");
			recordAudit(acting, { action: on ? "unattended.on" : "unattended.off" });
			return ok(await state());
		},
		/** At a start. A kept key that no longer fits is forgotten; somebody signs in as ever. */
		async open(): Promise<void> {
			const secret = await keeper?.read();
			if (!keeper || !secret) return;
			const opened = desk.openUnattended(Buffer.from(secret, "base64"));
			if (opened.ok) return;
			log.warn(`unattended start: ${opened.problem.code}`);
			if (opened.problem.code === "wrong-key-or-damaged") await keeper.forget();
		},
	};
}
