import type { Store } from "../storage/index.ts";
import type { OptOutJournal } from "./opt-out-journal.ts";

/** What other rooms do when it is settled whether a number is stopped. Called inside the transaction that decided it. */
export interface OptOutFollower {
	/** No review holds this number any more: what waits for it goes on, or fails at the gate. */
	released(digits: string): void;
}

const journals = new WeakMap<Store, OptOutJournal>();
const followers = new WeakMap<Store, OptOutFollower>();

/** Every change of this store's opt-outs is also written to that journal, before it is committed. */
export function keepJournal(store: Store, journal: OptOutJournal): void {
	journals.set(store, journal);
}

export function journalOf(store: Store): OptOutJournal | undefined {
	return journals.get(store);
}

/** That follower hears of every stop and every end of a review of this store. */
export function followOptOuts(store: Store, follower: OptOutFollower): void {
	followers.set(store, follower);
}

export function followerOf(store: Store): OptOutFollower | undefined {
	return followers.get(store);
}
