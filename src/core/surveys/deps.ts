import type { Acting } from "../api/acting.ts";
import type { TextCost } from "../messaging/api.ts";
import type { cancelText, MessageRecord, TextToQueue } from "../messaging/index.ts";

/** What the surveys are handed by whoever wires the rooms. */
export interface SurveyDeps {
	/** Where a text is taken back from. */
	gateways: Parameters<typeof cancelText>[1];
	/** Queues a text, or keeps it as `failed` with the code. */
	queue(acting: Acting, text: TextToQueue): Pick<MessageRecord, "id" | "state" | "problem">;
	measure(text: string): TextCost;
	/** A text the office sends by itself, in that language or the next that has it. */
	say(acting: Acting, key: string, language: string | null, values: Record<string, string>): string;
}
