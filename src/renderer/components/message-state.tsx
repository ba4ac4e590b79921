import {
	type Icon,
	IconAlertTriangle,
	IconCheck,
	IconChecks,
	IconClock,
	IconHandStop,
	IconInbox,
	IconQuestionMark,
	IconSend,
	IconX,
} from "@tabler/icons-react";
import type { MessageView } from "../../core/api/index.ts";
import { useWords } from "../words.ts";
import { StateChip, type Tone } from "./state-chip.tsx";

export type MessageStateName = MessageView["state"];

const looks: Record<MessageStateName, { shape: Icon; tone: Tone }> = {
	queued: { shape: IconClock, tone: "plain" },
	sending: { shape: IconSend, tone: "plain" },
	sent: { shape: IconCheck, tone: "plain" },
	delivered: { shape: IconChecks, tone: "good" },
	failed: { shape: IconX, tone: "bad" },
	unknown: { shape: IconQuestionMark, tone: "wait" },
	held: { shape: IconHandStop, tone: "wait" },
	received: { shape: IconInbox, tone: "plain" },
	handled: { shape: IconCheck, tone: "plain" },
	"needs-attention": { shape: IconAlertTriangle, tone: "wait" },
};

export const messageStates = Object.keys(looks) as MessageStateName[];

/** What became of a text. */
export function MessageStateChip({ state }: { state: MessageStateName }) {
	const t = useWords("messaging");
	return <StateChip shape={looks[state].shape} tone={looks[state].tone} word={t(`state.${state}`)} />;
}
