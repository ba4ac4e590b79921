import { type Icon, IconBan, IconCheck, IconCircleDashed, IconMessageOff, IconX } from "@tabler/icons-react";
import { type ReactElement, useMemo } from "react";
import type { ConsentState } from "../../core/api/index.ts";
import { useWords } from "../words.ts";
import { onceEach, StateChip, type Tone } from "./state-chip.tsx";

const looks: Record<ConsentState, { shape: Icon; tone: Tone }> = {
	unknown: { shape: IconCircleDashed, tone: "plain" },
	given: { shape: IconCheck, tone: "good" },
	declined: { shape: IconX, tone: "plain" },
	withdrawn: { shape: IconBan, tone: "wait" },
};

type Words = ReturnType<typeof useWords<"consent">>;

function chip(t: Words, state: ConsentState) {
	return (
		<StateChip
			shape={looks[state].shape}
			tone={looks[state].tone}
			word={t(`state.${state}`)}
			means={t(`stateIs.${state}`)}
		/>
	);
}

/** Where a person stands with their consent. */
export function ConsentChip({ state }: { state: ConsentState }) {
	return chip(useWords("consent"), state);
}

/** The same for the rows of a list. */
export function useConsentChips(): (state: ConsentState) => ReactElement {
	const t = useWords("consent");
	return useMemo(() => onceEach((state: ConsentState) => chip(t, state)), [t]);
}

export function OptedOutChip() {
	const t = useWords("messaging");
	return <StateChip shape={IconMessageOff} tone="bad" word={t("inbox.optedOut")} means={t("inbox.optedOutWay")} />;
}
