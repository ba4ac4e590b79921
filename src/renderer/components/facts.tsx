import type { ReactNode } from "react";
import classes from "./facts.module.css";

/** What is known at a glance: `Fact` beside `Fact`. */
export function Facts({ children }: { children: ReactNode }) {
	return <dl className={classes.facts}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}
