import { Alert, Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import type { Problem } from "../../../../core/api/index.ts";
import { latinDigits } from "../../../components/latin-digits.ts";
import { PinField } from "../../../components/pin-field.tsx";
import { Trouble } from "../../../components/trouble.tsx";
import { useDo } from "../../../core-client.tsx";
import { useWords } from "../../../words.ts";
import classes from "./add.module.css";
import type { StepProps } from "./add-modem.tsx";
import { isSimPin } from "./add-values.ts";

/** The SIM's PIN, asked for once: a third wrong try would block the card. */
export function PinStep({ values, pin, onPin, onNext, onBack }: StepProps) {
	const t = useWords("gateway");
	const [isAsked, setAsked] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const field = useRef<HTMLInputElement>(null);
	const give = useDo("gateway.change");
	const isGiven = isSimPin(pin);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		setAsked(true);
		if (!isGiven) return field.current?.focus();
		if (values.added !== "") {
			const answer = await give.run({ name: values.added, pin: latinDigits(pin).trim() });
			if (!answer.ok) return setProblem(answer.problem);
		}
		onNext();
	};
	return (
		<form noValidate className={classes.form} onSubmit={(event) => void submit(event)}>
			<p className={classes.words}>{t("pin.words")}</p>
			<Alert color="yellow" variant="light" c="var(--mantine-color-text)" icon={<IconAlertTriangle aria-hidden />}>
				{t("pin.once")}
			</Alert>
			<Trouble problem={problem} />
			<PinField
				ref={field}
				label={t("pin.label")}
				description={t("pin.kept")}
				error={isAsked && !isGiven ? t("pin.expected") : undefined}
				autoComplete="off"
				inputMode="numeric"
				maxLength={8}
				value={pin}
				onChange={(event) => onPin(event.currentTarget.value)}
			/>
			<Group>
				<Button type="submit" loading={give.busy}>
					{t("add.next")}
				</Button>
				<Button variant="default" onClick={onBack}>
					{t("add.back")}
				</Button>
			</Group>
		</form>
	);
}
