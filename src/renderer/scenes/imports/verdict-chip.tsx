import {
	type Icon,
	IconArrowBackUp,
	IconCheck,
	IconEqual,
	IconMinus,
	IconPencil,
	IconPlus,
	IconQuestionMark,
	IconX,
} from "@tabler/icons-react";
import type { ImportRow, Verdict } from "../../../core/api/index.ts";
import { StateChip, type Tone } from "../../components/state-chip.tsx";
import { useWords } from "../../words.ts";

export const verdictLooks: Record<Verdict, { shape: Icon; tone: Tone }> = {
	new: { shape: IconPlus, tone: "good" },
	update: { shape: IconPencil, tone: "good" },
	same: { shape: IconEqual, tone: "plain" },
	skipped: { shape: IconMinus, tone: "plain" },
	decide: { shape: IconQuestionMark, tone: "wait" },
	refused: { shape: IconX, tone: "bad" },
};

/** What will become of a row, or what became of it. */
export function VerdictChip({ row }: { row: ImportRow }) {
	const t = useWords("imports");
	if (row.undone !== null)
		return row.undone === "reversed" ? (
			<StateChip shape={IconArrowBackUp} tone="plain" word={t("became.reversed")} />
		) : (
			<StateChip shape={IconMinus} tone="wait" word={t(row.undone === "failed" ? "became.stuck" : "became.kept")} />
		);
	if (row.outcome !== null)
		return row.outcome === "failed" ? (
			<StateChip shape={IconX} tone="bad" word={t("became.failed")} />
		) : (
			<StateChip shape={IconCheck} tone="good" word={t(`became.${row.outcome}`)} />
		);
	if (row.verdict === "decide" && row.decision !== null)
		return (
			<StateChip
				shape={row.decision === "take" ? IconCheck : IconMinus}
				tone={row.decision === "take" ? "good" : "plain"}
				word={t(`decision.${row.decision}`)}
			/>
		);
	const { shape, tone } = verdictLooks[row.verdict];
	return <StateChip shape={shape} tone={tone} word={t(`verdict.${row.verdict}`)} />;
}
