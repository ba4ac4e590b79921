import { useWords } from "../../words.ts";
import classes from "./first-run.module.css";
import { type Step, steps } from "./setup-values.ts";

/** The steps by name. Those already passed lead back. */
export function StepList({ now, onGo }: { now: Step; onGo: ((step: Step) => void) | null }) {
	const t = useWords("staff");
	const at = steps.indexOf(now);
	return (
		<nav aria-label={t("step.label")}>
			<ol className={classes.steps}>
				{steps.map((step, index) => (
					<li key={step} data-passed={index < at} {...(step === now ? { "aria-current": "step" } : {})}>
						{index < at && onGo ? (
							<button type="button" onClick={() => onGo(step)}>
								{t(`step.${step}.name`)}
							</button>
						) : (
							<span>{t(`step.${step}.name`)}</span>
						)}
					</li>
				))}
			</ol>
		</nav>
	);
}
