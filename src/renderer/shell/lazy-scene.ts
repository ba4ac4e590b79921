import { lazyRouteComponent } from "@tanstack/react-router";
import { loadPart } from "../load-part.ts";

/** A scene whose file is fetched when it is first wanted. */
export function lazyScene<Scenes extends object, Name extends keyof Scenes & string>(
	load: () => Promise<Scenes>,
	name: Name,
) {
	return lazyRouteComponent<Scenes, Name>(() => loadPart(load), name);
}
