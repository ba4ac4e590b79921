import {
	type Icon,
	IconAlertOctagonFilled,
	IconCircleCheckFilled,
	IconLoader,
	IconPlayerPauseFilled,
	IconPlugOff,
	IconPower,
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

/** The traffic light of a gateway: a shape in a colour, to stand beside `GatewayLight.Word`. */
export function GatewayLight({ state, size = 14 }: { state: string; size?: number }) {
	const { shape: Shape, colour } = looks[known(state)];
	return <Shape size={size} color={colour} aria-hidden style={{ flex: "none" }} />;
}

GatewayLight.Word = function Word({ state }: { state: string }) {
	const t = useWords("gateway");
	return <span>{t(`state.${known(state)}`)}</span>;
};
