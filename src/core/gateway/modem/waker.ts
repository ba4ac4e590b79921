export interface Waker {
	wake(): void;
	/** Ends after `ms`, or as soon as somebody wakes it. */
	rest(ms: number): Promise<void>;
}

/** Lets a loop sleep until something happens. A wake that comes while nobody sleeps is not lost. */
export function makeWaker(): Waker {
	let woken = false;
	let rouse: (() => void) | null = null;
	return {
		wake() {
			woken = true;
			rouse?.();
		},
		async rest(ms: number): Promise<void> {
			if (!woken && ms > 0) {
				await new Promise<void>((done) => {
					const timer = setTimeout(done, Math.min(ms, 2_000_000_000));
					rouse = () => {
						clearTimeout(timer);
						done();
					};
				});
				rouse = null;
			}
			woken = false;
		},
	};
}
