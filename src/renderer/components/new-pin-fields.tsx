import { useWords } from "../words.ts";
import { PinField } from "./pin-field.tsx";

export interface NewPin {
	pin: string;
	again: string;
}

/** A new PIN and the same again, with what is wrong under each. */
export function NewPinFields(props: {
	value: NewPin;
	troubles: { pin?: string; again?: string };
	onChange(value: NewPin): void;
	/** Words of the first field, where it is somebody else's PIN. */
	label?: string;
	hint?: string;
	isFirst?: boolean;
}) {
	const t = useWords("staff");
	const { value, troubles, onChange } = props;
	return (
		<>
			<PinField
				label={props.label ?? t("pin.new")}
				description={props.hint ?? t("pin.hint")}
				error={troubles.pin}
				autoComplete="new-password"
				data-autofocus={props.isFirst || undefined}
				value={value.pin}
				onChange={(event) => onChange({ ...value, pin: event.currentTarget.value })}
			/>
			<PinField
				label={t("pin.again")}
				error={troubles.again}
				autoComplete="new-password"
				value={value.again}
				onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
			/>
		</>
	);
}
