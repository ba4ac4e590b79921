import { type Icon, IconArrowRight, IconArrowsExchange, IconHourglass, IconLock, IconMinus } from "@tabler/icons-react";
import { StateChip, type Tone } from "../../components/state-chip.tsx";
import { useWords } from "../../words.ts";
import type { NumberStatus } from "./worker-filter.ts";

const looks: Record<NumberStatus | "none", { shape: Icon; tone: Tone }> = {
	none: { shape: IconMinus, tone: "plain" },
	unverified: { shape: IconArrowRight, tone: "plain" },
	pending: { shape: IconHourglass, tone: "wait" },
	verified: { shape: IconArrowsExchange, tone: "good" },
	duplicate: { shape: IconLock, tone: "bad" },
};

/** How far a worker's number is, in the pages' words. */
export function NumberStatusChip({ status }: { status: NumberStatus | "none" }) {
	const t = useWords("workers");
	const { shape, tone } = looks[status];
	return <StateChip shape={shape} tone={tone} word={t(`status.${status}`)} means={t(`statusMeans.${status}`)} />;
}
