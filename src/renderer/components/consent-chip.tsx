import { type Icon, IconBan, IconCheck, IconCircleDashed, IconMessageOff, IconX } from "@tabler/icons-react";
import { memo } from "react";
import type { ConsentState } from "../../core/api/index.ts";
import { useWords } from "../words.ts";
import { StateChip, type Tone } from "./state-chip.tsx";

const looks: Record<ConsentState, { shape: Icon; tone: Tone }> = {
	unknown: { shape: IconCircleDashed, tone: "plain" },
	given: { shape: IconCheck, tone: "good" },
	declined: { shape: IconX, tone: "plain" },
	withdrawn: { shape: IconBan, tone: "wait" },
};

/** Where a person stands with their consent. Drawn anew only for another state: a searched list changes its rows at every key. */
export const ConsentChip = memo(function ConsentChip({ state }: { state: ConsentState }) {
	const t = useWords("consent");
	return (
		<StateChip
			shape={looks[state].shape}
			tone={looks[state].tone}
			word={t(`state.${state}`)}
			means={t(`stateIs.${state}`)}
		/>
	);
});

export function OptedOutChip() {
	const t = useWords("messaging");
	return <StateChip shape={IconMessageOff} tone="bad" word={t("inbox.optedOut")} means={t("inbox.optedOutWay")} />;
}
