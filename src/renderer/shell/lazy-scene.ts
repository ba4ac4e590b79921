import { lazyRouteComponent } from "@tanstack/react-router";

const againAfterMs = 300;

/** A screen whose file is fetched when it is first wanted; where it does not come, once more before anybody is told. */
export function lazyScene<Scenes extends object, Name extends keyof Scenes & string>(
	load: () => Promise<Scenes>,
	name: Name,
) {
	const again = () => new Promise((done) => setTimeout(done, againAfterMs)).then(load);
	return lazyRouteComponent<Scenes, Name>(() => load().catch(again), name);
}
