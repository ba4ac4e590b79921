import classes from "./step-list.module.css";

export interface ListedStep {
	name: string;
	word: string;
	/** It can be gone to by its name. */
	isOpen: boolean;
}

/** The steps of a wizard by name, the one at hand marked. */
export function StepList(props: { label: string; steps: ListedStep[]; now: string; onGo(name: string): void }) {
	const at = props.steps.findIndex(({ name }) => name === props.now);
	return (
		<nav aria-label={props.label}>
			<ol className={classes.steps}>
				{props.steps.map(({ name, word, isOpen }, index) => (
					<li key={name} data-passed={index < at} {...(name === props.now ? { "aria-current": "step" } : {})}>
						{isOpen && name !== props.now ? (
							<button type="button" onClick={() => props.onGo(name)}>
								{word}
							</button>
						) : (
							<span>{word}</span>
						)}
					</li>
				))}
			</ol>
		</nav>
	);
}
