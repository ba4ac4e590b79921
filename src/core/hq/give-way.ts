/**
 * SQLite looks again every 25 ms at most, for the first tenth of a second, whether somebody else's transaction is over: so long a pause between two of
 * ours lets whoever waits in the office go first.
 */
const pauseMs = 30;

/** Between two transactions of the sync process: the office's own writes go first. */
export function giveWay(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, pauseMs));
}
