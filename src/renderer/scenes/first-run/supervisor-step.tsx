import { TextInput } from "@mantine/core";
import { PinField } from "../../components/pin-field.tsx";
import { useWords } from "../../words.ts";
import type { StepProps } from "./wizard.tsx";
import type { Pins } from "./wizard-troubles.ts";

export function SupervisorStep(props: StepProps & { pins: Pins; onPins(pins: Pins): void }) {
	const { setup, change, troubles, pins, onPins } = props;
	const t = useWords("staff");
	return (
		<>
			<TextInput
				label={t("supervisor.name")}
				description={t("supervisor.nameHint")}
				error={troubles.name}
				autoComplete="username"
				maxLength={80}
				value={setup.supervisor}
				onChange={(event) => change({ supervisor: event.currentTarget.value })}
			/>
			<PinField
				label={t("pin.label")}
				description={t("pin.hint")}
				error={troubles.pin}
				autoComplete="new-password"
				value={pins.pin}
				onChange={(event) => onPins({ ...pins, pin: event.currentTarget.value })}
			/>
			<PinField
				label={t("pin.again")}
				error={troubles.again}
				autoComplete="new-password"
				value={pins.again}
				onChange={(event) => onPins({ ...pins, again: event.currentTarget.value })}
			/>
		</>
	);
}
