import type { StatusLine } from "../../../core/api/index.ts";

type Watched = StatusLine["gateways"][number];

/** What is remembered of each gateway, so that a piece of news is told once. */
export interface Known {
	isWell: boolean | null;
	wantsPin: boolean;
	isNearCap: boolean;
	isFull: boolean;
}

/** News of a gateway, without anything people wrote. */
export interface Notice {
	kind: "lost" | "stuck" | "back" | "pin" | "cap" | "store";
	name: string;
}

const pinTroubles: readonly (string | null)[] = ["sim-pin-needed", "sim-pin-wrong"];

/** Compares what is with what was known; the first look at a gateway is no news. */
export function follow(
	known: ReadonlyMap<string, Known>,
	gateways: readonly Watched[],
): { known: Map<string, Known>; notices: Notice[] } {
	const next = new Map<string, Known>();
	const notices: Notice[] = [];
	for (const gateway of gateways) {
		const before = known.get(gateway.name);
		const now = look(gateway, before);
		next.set(gateway.name, now);
		if (!before) continue;
		const tell = (kind: Notice["kind"]) => notices.push({ kind, name: gateway.name });
		if (now.wantsPin && !before.wantsPin) tell("pin");
		else if (now.isWell === false && before.isWell === true) tell(gateway.state === "absent" ? "lost" : "stuck");
		if (now.isWell === true && before.isWell === false) tell("back");
		if (now.isNearCap && !before.isNearCap) tell("cap");
		if (now.isFull && !before.isFull) tell("store");
	}
	return { known: next, notices };
}

function look(gateway: Watched, before: Known | undefined): Known {
	const { state } = gateway;
	// Starting and searching are on the way from one to the other and no news by themselves.
	const isWell =
		state === "ready" || state === "paused"
			? true
			: state === "absent" || state === "stuck"
				? false
				: (before?.isWell ?? null);
	return {
		isWell,
		wantsPin: pinTroubles.includes(gateway.problem),
		isNearCap: gateway.warning === "cap-near",
		isFull: gateway.warning === "sim-nearly-full",
	};
}
