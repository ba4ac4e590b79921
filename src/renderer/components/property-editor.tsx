import { Autocomplete, Button, CloseButton, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useId, useRef } from "react";
import { useWords } from "../words.ts";
import classes from "./property-editor.module.css";

export interface PropertyRow {
	name: string;
	value: string;
}

/** Free case properties: a name and a value a row. `errorOf` gives the words for a row that needs another look. */
export function PropertyEditor(props: {
	rows: PropertyRow[];
	onChange(rows: PropertyRow[]): void;
	suggestions: string[];
	errorOf?(row: number): string | undefined;
}) {
	const t = useWords("contacts");
	const id = useId();
	const frame = useRef<HTMLFieldSetElement>(null);
	const { rows, onChange } = props;
	const set = (index: number, change: Partial<PropertyRow>) =>
		onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
	const remove = (index: number) => {
		onChange(rows.filter((_, at) => at !== index));
		frame.current?.querySelector<HTMLElement>("[data-stop]")?.focus();
	};
	const add = () => {
		onChange([...rows, { name: "", value: "" }]);
		// The new row is in the page only after the next paint.
		requestAnimationFrame(() =>
			frame.current?.querySelector<HTMLElement>(`[data-field="properties.${rows.length}"] input`)?.focus(),
		);
	};
	return (
		<fieldset className={classes.editor} ref={frame} data-field="properties">
			<legend>{t("properties.label")}</legend>
			<p className={classes.hint}>{t("properties.hint")}</p>
			{rows.map((row, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else that stays the same while it is typed
				<div key={`${id}-${index}`} className={classes.row} data-field={`properties.${index}`}>
					<Autocomplete
						aria-label={t("properties.name")}
						placeholder={t("properties.name")}
						value={row.name}
						data={props.suggestions}
						limit={8}
						maxLength={255}
						error={props.errorOf?.(index)}
						onChange={(name) => set(index, { name: name.replace(/\s+/g, "_") })}
					/>
					<TextInput
						aria-label={row.name || t("properties.value")}
						placeholder={t("properties.value")}
						value={row.value}
						maxLength={20_000}
						dir="auto"
						onChange={(event) => set(index, { value: event.currentTarget.value })}
					/>
					<CloseButton
						aria-label={row.name ? t("properties.remove", { name: row.name }) : t("properties.removeUnnamed")}
						onClick={() => remove(index)}
					/>
				</div>
			))}
			<Button
				variant="default"
				size="compact-sm"
				leftSection={<IconPlus size={14} aria-hidden />}
				data-stop
				onClick={add}
			>
				{t("properties.add")}
			</Button>
		</fieldset>
	);
}
