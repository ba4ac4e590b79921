import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { StepList } from "../../components/step-list.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { draftForm, setupSteps, useImportDraft } from "./import-draft.ts";

/** The wizard's last step. Those before can be gone back to while what was said in them is at hand: the rows are then checked anew. */
export function CheckedSteps({ batch }: { batch: string }) {
	const t = useWords("imports");
	const navigate = useNavigate();
	const draft = useImportDraft();
	const [problem, setProblem] = useState<Problem | null>(null);
	const discard = useDo("imports.discard");
	const save = useDo("drafts.save");
	const setUp = draft.found?.value.batch === batch ? draft.found.value : null;
	const go = async (name: string) => {
		const step = setupSteps.find((one) => one === name);
		if (!step || !setUp) return;
		const kept = await save.run({ form: draftForm, value: { ...setUp, step, batch: undefined } });
		if (!kept.ok) return setProblem(kept.problem);
		const dropped = await discard.run({ batch });
		if (dropped.ok) return void navigate({ to: "/imports/new" });
		setProblem(dropped.problem);
		void save.run({ form: draftForm, value: setUp });
	};
	return (
		<>
			<StepList
				label={t("steps.label")}
				steps={[...setupSteps, "check" as const].map((name) => ({
					name,
					word: t(`steps.${name}`),
					isOpen: setUp !== null && name !== "check",
				}))}
				now="check"
				onGo={(name) => void go(name)}
			/>
			<Trouble problem={problem} />
		</>
	);
}
