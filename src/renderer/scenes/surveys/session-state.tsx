import { type Icon, IconCheck, IconClock, IconHourglass, IconMinus, IconX } from "@tabler/icons-react";
import type { SessionView } from "../../../core/api/index.ts";
import { StateChip, type Tone } from "../../components/state-chip.tsx";
import { problemWords, useWords } from "../../words.ts";

const looks: Partial<Record<SessionView["state"] | "silent", { shape: Icon; tone: Tone }>> = {
	open: { shape: IconHourglass, tone: "wait" },
	silent: { shape: IconClock, tone: "wait" },
	finished: { shape: IconCheck, tone: "good" },
	failed: { shape: IconX, tone: "bad" },
};

/** How somebody stands in a survey, or how they came out of it. */
export function SessionState({ session }: { session: SessionView }) {
	const t = useWords("surveys");
	const shown = session.state === "open" && session.silent ? "silent" : session.state;
	const look = looks[shown] ?? { shape: IconMinus, tone: "plain" as const };
	return (
		<StateChip
			shape={look.shape}
			tone={look.tone}
			word={t(`session.${shown}`)}
			means={session.problem ? problemWords({ code: session.problem }) : undefined}
		/>
	);
}
