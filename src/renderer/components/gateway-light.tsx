import {
	type Icon,
	IconAlertOctagonFilled,
	IconCircleCheckFilled,
	IconLoader,
	IconPlayerPauseFilled,
	IconPlugOff,
	IconPower,
	IconSchool,
	IconSearch,
} from "@tabler/icons-react";
import type { GatewayState } from "../../core/api/index.ts";
import { useWords } from "../words.ts";

const looks: Record<GatewayState, { shape: Icon; colour: string }> = {
	ready: { shape: IconCircleCheckFilled, colour: "var(--outpost-good)" },
	starting: { shape: IconLoader, colour: "var(--outpost-wait)" },
	searching: { shape: IconSearch, colour: "var(--outpost-wait)" },
	paused: { shape: IconPlayerPauseFilled, colour: "var(--outpost-wait)" },
	absent: { shape: IconPlugOff, colour: "var(--outpost-bad)" },
	stuck: { shape: IconAlertOctagonFilled, colour: "var(--outpost-bad)" },
	off: { shape: IconPower, colour: "var(--outpost-bad)" },
};

function known(state: string): GatewayState {
	return state in looks ? (state as GatewayState) : "off";
}

// Green and "ready" would say that texts leave: a simulated modem never looks like a real one.
function isForPractice(state: string, simulated: boolean | undefined): boolean {
	return simulated === true && known(state) === "ready";
}

interface Lit {
	state: string;
	simulated?: boolean;
}

/** The traffic light of a gateway: a shape in a colour, to stand beside `GatewayLight.Word`. */
export function GatewayLight({ state, simulated, size = 14 }: Lit & { size?: number }) {
	const { shape: Shape, colour } = isForPractice(state, simulated)
		? { shape: IconSchool, colour: "var(--outpost-wait)" }
		: looks[known(state)];
	return <Shape size={size} color={colour} aria-hidden style={{ flex: "none" }} />;
}

GatewayLight.Word = function Word({ state, simulated }: Lit) {
	const t = useWords("gateway");
	return <span>{t(isForPractice(state, simulated) ? "state.practice" : `state.${known(state)}`)}</span>;
};
