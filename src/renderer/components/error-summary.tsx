import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import classes from "./error-summary.module.css";

export interface FieldTrouble {
	/** `data-field` of the field, or null where it is none's. */
	field: string | null;
	label: string;
	words: string;
}

/** What keeps a form from being saved, on top of it. Takes the focus each time `round` changes; each line leads to its field. */
export function ErrorSummary({ title, troubles, round }: { title: string; troubles: FieldTrouble[]; round: number }) {
	const box = useRef<HTMLDivElement>(null);
	const isEmpty = troubles.length === 0;
	// A lost line or a busy database is no field: its own words are the whole summary.
	const fields = troubles.filter(({ field }) => field !== null);
	const others = troubles.filter(({ field }) => field === null);
	useEffect(() => {
		if (round > 0 && !isEmpty) box.current?.focus();
	}, [round, isEmpty]);
	if (isEmpty) return null;
	return (
		<div ref={box} className={classes.summary} tabIndex={-1} role="alert">
			{others.map(({ words }) => (
				<p key={words}>
					<IconAlertTriangle size={18} aria-hidden />
					{words}
				</p>
			))}
			{fields.length > 0 && (
				<p>
					<IconAlertTriangle size={18} aria-hidden />
					{title}
				</p>
			)}
			<ul>
				{fields.map((trouble) => (
					<li key={`${trouble.field}-${trouble.words}`}>
						<button type="button" onClick={() => focusField(trouble.field)}>
							{trouble.label}: {trouble.words}
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}

/** Puts the focus into a field by its `data-field`: itself or the first control in it. */
export function focusField(field: string | null): void {
	const place = field ? document.querySelector<HTMLElement>(`[data-field="${field}"]`) : null;
	const control = place?.matches("input, select, textarea")
		? place
		: place?.querySelector<HTMLElement>("input, select, textarea");
	control?.focus();
}
