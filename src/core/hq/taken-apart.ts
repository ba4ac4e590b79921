import type { Acting } from "../api/acting.ts";
import { storageProblem } from "../storage/index.ts";
import type { Received } from "./both-sides.ts";

/**
 * Takes in one record of HQ by itself: whatever it meets here, only what was written of it is taken back, and the rest goes on. A disk that fails is no
 * record's fault, and thrown on. `id`: HQ's. Inside a transaction.
 */
export function takenApart({ store, log }: Acting, id: string, take: () => Received): Received | "unread" {
	try {
		return store.piece(take);
	} catch (error) {
		if (storageProblem(error)) throw error;
		log.error(`${id} of hq was not taken in`, error);
		return "unread";
	}
}
