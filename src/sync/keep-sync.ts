import type { Log } from "../core/api/log-file.ts";
import type { SyncOffice } from "../core/outpost-types.ts";

/** A sync process that was started: what its host must be able to do with it. */
export interface SyncProcess {
	/** Hands over the office, with its key, on the private channel. */
	handOver(office: SyncOffice): void;
	onEnd(ended: () => void): void;
	/** At once, without waiting: it may be ended at any moment. */
	kill(): void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 5 * 60_000;
/** One that lived this long was not ended by what it found at its start. */
const soundMs = 60_000;
const worthANotice = 20;

/**
 * Keeps a sync process beside an office: one that ends is started again after a pause that doubles. The office never waits for it. Twenty ends in a
 * row are one line of the log, not twenty. Returns the way to end it for good, whose answer comes when it has let go of the office.
 */
export function keepSync(start: () => SyncProcess, log: Log): (office: SyncOffice) => () => Promise<void> {
	return (office) => {
		let isWanted = true;
		let running: SyncProcess | null = null;
		let timer: NodeJS.Timeout | undefined;
		let ends = 0;
		let over: (() => void) | null = null;
		const begin = () => {
			const startedMs = performance.now();
			const child = start();
			running = child;
			child.onEnd(() => {
				running = null;
				over?.();
				if (!isWanted) return;
				ends = performance.now() - startedMs > soundMs ? 1 : ends + 1;
				if (ends === worthANotice) log.error(`the sync process ended ${ends} times in a row; it is tried on`);
				timer = setTimeout(begin, Math.min(firstPauseMs * 2 ** Math.min(ends - 1, 12), longestPauseMs));
				timer.unref();
			});
			child.handOver(office);
		};
		begin();
		return () => {
			isWanted = false;
			clearTimeout(timer);
			const child = running;
			if (!child) return Promise.resolve();
			const ended = new Promise<void>((resolve) => {
				over = resolve;
			});
			child.kill();
			return ended;
		};
	};
}
