import { Button } from "@mantine/core";
import { useId } from "react";
import classes from "./filter-chips.module.css";

export interface FilterChip {
	key: string;
	/** What is chosen here, for those who hear it. */
	label: string;
	value: string;
	/** `value` "" shows everything. */
	options: { value: string; word: string }[];
}

/** Filters side by side, each showing its choice, so that the row reads as what is shown: "Open, Consented, Verified". */
export function FilterChips(props: {
	label: string;
	clearLabel: string;
	chips: FilterChip[];
	onChange(key: string, value: string): void;
	onClear?(): void;
}) {
	const id = useId();
	return (
		<fieldset className={classes.row} aria-label={props.label}>
			{props.chips.map((chip) => (
				<select
					key={chip.key}
					id={`${id}-${chip.key}`}
					className={chip.value === "" ? classes.chip : `${classes.chip} ${classes.set ?? ""}`}
					aria-label={chip.label}
					value={chip.value}
					onChange={(event) => props.onChange(chip.key, event.currentTarget.value)}
				>
					{chip.options.map((option) => (
						<option key={option.value} value={option.value}>
							{option.word}
						</option>
					))}
				</select>
			))}
			{props.onClear && (
				<Button variant="subtle" size="compact-sm" onClick={props.onClear}>
					{props.clearLabel}
				</Button>
			)}
		</fieldset>
	);
}
