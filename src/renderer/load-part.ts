const againAfterMs = 300;

/** Loads a part of the screens that is fetched when it is first wanted; where it does not come, once more before anybody is told. */
export function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
	return load().catch(() => new Promise((done) => setTimeout(done, againAfterMs)).then(load));
}
