import { StepList } from "../../components/step-list.tsx";
import { useWords } from "../../words.ts";
import { type Step, steps } from "./setup-values.ts";

/** The steps by name. Those already passed lead back. */
export function SetupSteps({ now, onGo }: { now: Step; onGo: ((step: Step) => void) | null }) {
	const t = useWords("staff");
	const at = steps.indexOf(now);
	return (
		<StepList
			label={t("step.label")}
			now={now}
			steps={steps.map((name, index) => ({
				name,
				word: t(`step.${name}.name`),
				isOpen: index < at && onGo !== null,
			}))}
			onGo={(name) => onGo?.(name as Step)}
		/>
	);
}
