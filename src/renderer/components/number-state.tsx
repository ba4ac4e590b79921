import { type Icon, IconArrowRight, IconArrowsExchange, IconHourglass, IconLock, IconMinus } from "@tabler/icons-react";
import { type ReactElement, useMemo } from "react";
import type { NumberState } from "../../core/api/index.ts";
import { useWords } from "../words.ts";
import { onceEach, StateChip, type Tone } from "./state-chip.tsx";

const looks: Record<NumberState | "in-use", { shape: Icon; tone: Tone }> = {
	none: { shape: IconMinus, tone: "plain" },
	"one-way": { shape: IconArrowRight, tone: "plain" },
	pending: { shape: IconHourglass, tone: "wait" },
	"two-way": { shape: IconArrowsExchange, tone: "good" },
	"in-use": { shape: IconLock, tone: "bad" },
};

type Look = keyof typeof looks;

function lookOf(state: NumberState, inUse = false): Look {
	return inUse && state !== "two-way" ? "in-use" : state;
}

function chip(t: ReturnType<typeof useWords<"phone-numbers">>, look: Look) {
	return (
		<StateChip
			shape={looks[look].shape}
			tone={looks[look].tone}
			word={t(`state.${look}`)}
			means={t(`state.${look}Means`)}
		/>
	);
}

/** The state of a number in the pages' words. `inUse`: somebody else holds it two-way. */
export function NumberStateChip({ state, inUse }: { state: NumberState; inUse?: boolean }) {
	return chip(useWords("phone-numbers"), lookOf(state, inUse));
}

/** The same for the rows of a list. */
export function useNumberStateChips(): (state: NumberState, inUse: boolean) => ReactElement {
	const t = useWords("phone-numbers");
	return useMemo(() => {
		const chipOf = onceEach((look: Look) => chip(t, look));
		return (state, inUse) => chipOf(lookOf(state, inUse));
	}, [t]);
}
