import {
	type Icon,
	IconArrowBackUp,
	IconCheck,
	IconClock,
	IconEye,
	IconPlayerPause,
	IconTrash,
} from "@tabler/icons-react";
import type { ImportState } from "../../../core/api/index.ts";
import { StateChip, type Tone } from "../../components/state-chip.tsx";
import { useWords } from "../../words.ts";

const looks: Record<ImportState, { shape: Icon; tone: Tone }> = {
	checking: { shape: IconEye, tone: "plain" },
	checked: { shape: IconEye, tone: "plain" },
	applying: { shape: IconClock, tone: "wait" },
	stopped: { shape: IconPlayerPause, tone: "wait" },
	done: { shape: IconCheck, tone: "good" },
	undoing: { shape: IconClock, tone: "wait" },
	undone: { shape: IconArrowBackUp, tone: "plain" },
	discarded: { shape: IconTrash, tone: "plain" },
};

export function ImportStateChip({ state }: { state: ImportState }) {
	const t = useWords("imports");
	const { shape, tone } = looks[state];
	return <StateChip shape={shape} tone={tone} word={t(`state.${state}`)} />;
}
