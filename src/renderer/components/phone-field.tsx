import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { Ref } from "react";
import { useAsk } from "../core-client.tsx";
import { locale, useWords } from "../words.ts";
import { CountrySelect, countryName } from "./country-select.tsx";
import { focusField } from "./error-summary.tsx";
import { fieldOrder } from "./field-order.ts";
import classes from "./phone-field.module.css";
import { PhoneNote } from "./phone-note.tsx";

export interface PhoneEntry {
	raw: string;
	country: string;
	acceptDoubtful: boolean;
}

/**
 * A number as typed, read live with the country beside it and shown back as it was understood. A number of the right length that is not
 * known to be given out is explained, and taken with one click. `ownId`: the case being edited, which may of course have its own number.
 */
export function PhoneField(props: {
	value: PhoneEntry;
	onChange(value: PhoneEntry): void;
	error?: string;
	ownId?: string;
	ref?: Ref<HTMLInputElement>;
}) {
	const t = useWords("phone-numbers");
	const { value, onChange } = props;
	const [raw] = useDebouncedValue(value.raw.trim(), 120);
	const parsed = useAsk(
		"number.parse",
		{ raw: raw.slice(0, 200), country: value.country || undefined },
		{ enabled: raw !== "" },
	);
	return (
		<div data-field="phone">
			<div className={classes.pair}>
				<TextInput
					ref={props.ref}
					className={classes.number}
					label={t("field.label")}
					description={t("field.hint", { country: countryName(value.country, locale()) })}
					inputWrapperOrder={fieldOrder}
					type="tel"
					inputMode="tel"
					autoComplete="off"
					dir="ltr"
					maxLength={200}
					value={value.raw}
					error={props.error}
					onChange={(event) => onChange({ ...value, raw: event.currentTarget.value, acceptDoubtful: false })}
				/>
				<CountrySelect
					label={t("field.country")}
					value={value.country}
					onChange={(country) => onChange({ ...value, country, acceptDoubtful: false })}
				/>
			</div>
			<div className={classes.notes}>
				{raw !== "" && parsed.data && (
					<PhoneNote
						parsed={parsed.data}
						accepted={value.acceptDoubtful}
						isSaid={props.error !== undefined}
						ownId={props.ownId}
						onAccept={() => {
							onChange({ ...value, acceptDoubtful: true });
							// The button goes; the clerk stays where the number is.
							focusField("phone");
						}}
					/>
				)}
			</div>
		</div>
	);
}
