import { type Icon, IconArrowRight, IconArrowsExchange, IconHourglass, IconLock, IconMinus } from "@tabler/icons-react";
import { memo } from "react";
import type { NumberState } from "../../core/api/index.ts";
import { useWords } from "../words.ts";
import { StateChip, type Tone } from "./state-chip.tsx";

const looks: Record<NumberState | "in-use", { shape: Icon; tone: Tone }> = {
	none: { shape: IconMinus, tone: "plain" },
	"one-way": { shape: IconArrowRight, tone: "plain" },
	pending: { shape: IconHourglass, tone: "wait" },
	"two-way": { shape: IconArrowsExchange, tone: "good" },
	"in-use": { shape: IconLock, tone: "bad" },
};

/** The state of a number in the pages' words. `inUse`: somebody else holds it two-way. Drawn anew only for another state. */
export const NumberStateChip = memo(function NumberStateChip({
	state,
	inUse,
}: {
	state: NumberState;
	inUse?: boolean;
}) {
	const t = useWords("phone-numbers");
	const shown = inUse && state !== "two-way" ? "in-use" : state;
	return (
		<StateChip
			shape={looks[shown].shape}
			tone={looks[shown].tone}
			word={t(`state.${shown}`)}
			means={t(`state.${shown}Means`)}
		/>
	);
});
