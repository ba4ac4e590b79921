import type { AnswerCount } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";

/** What is kept as 1 and 0 for HQ, and a property nobody chose, in words. */
export function useAnswerWords() {
	const t = useWords("surveys");
	return {
		title: ({ kind, text, property }: AnswerCount) => (kind === "consent" ? t("kind.consent") : text || property),
		column: ({ kind, property }: AnswerCount) => (kind === "consent" ? t("kind.consent") : property),
		value({ kind }: AnswerCount, value: string, label = value) {
			if (kind !== "yes-no" && kind !== "consent") return label;
			return value === "1" ? t("answers.yes") : value === "0" ? t("answers.no") : label;
		},
	};
}
