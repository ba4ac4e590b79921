import { Alert, Button, Group, Modal } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { latinDigits } from "../../components/latin-digits.ts";
import { PinField } from "../../components/pin-field.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { isSimPin } from "./add/add-values.ts";

/** The SIM's PIN, where it is needed or was wrong: given here, it is tried once more. */
export function GivePin({ name }: { name: string }) {
	const t = useWords("gateway");
	const [isOpen, setOpen] = useState(false);
	const [pin, setPin] = useState("");
	const [isAsked, setAsked] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const change = useDo("gateway.change");
	const close = () => {
		setOpen(false);
		setPin("");
		setAsked(false);
	};
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		setAsked(true);
		if (!isSimPin(pin)) return;
		const answer = await change.run({ name, pin: latinDigits(pin).trim() });
		if (answer.ok) close();
		else setProblem(answer.problem);
	};
	return (
		<>
			<Button mt="sm" onClick={() => setOpen(true)}>
				{t("pin.give")}
			</Button>
			<Modal
				opened={isOpen}
				onClose={close}
				title={t("add.step.pin.title")}
				closeButtonProps={{ "aria-label": t("close") }}
			>
				<form noValidate onSubmit={(event) => void submit(event)}>
					<Alert
						color="yellow"
						variant="light"
						c="var(--mantine-color-text)"
						icon={<IconAlertTriangle aria-hidden />}
						mb="md"
					>
						{t("pin.once")}
					</Alert>
					<PinField
						label={t("pin.label")}
						data-autofocus
						error={isAsked && !isSimPin(pin) ? t("pin.expected") : undefined}
						autoComplete="off"
						inputMode="numeric"
						maxLength={8}
						value={pin}
						onChange={(event) => setPin(event.currentTarget.value)}
					/>
					<Trouble problem={problem} />
					<Group mt="md">
						<Button type="submit" loading={change.busy}>
							{t("pin.go")}
						</Button>
						<Button variant="default" onClick={close}>
							{t("cancel")}
						</Button>
					</Group>
				</form>
			</Modal>
		</>
	);
}
