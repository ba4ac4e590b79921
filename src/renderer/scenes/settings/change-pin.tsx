import { Button, Modal, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { NewPinFields } from "../../components/new-pin-fields.tsx";
import { PinField } from "../../components/pin-field.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { pinTroubles } from "../first-run/wizard-troubles.ts";

/** Everybody changes their own PIN, with the old one. */
export function ChangePin({ opened, onClose }: { opened: boolean; onClose(): void }) {
	const t = useWords("staff");
	return (
		<Modal opened={opened} onClose={onClose} title={t("pin.change")} closeButtonProps={{ "aria-label": t("close") }}>
			<ChangePinForm onDone={onClose} />
		</Modal>
	);
}

function ChangePinForm({ onDone }: { onDone(): void }) {
	const t = useWords("staff");
	const { staff } = useOffice();
	const [old, setOld] = useState("");
	const [pins, setPins] = useState({ pin: "", again: "" });
	const [troubles, setTroubles] = useState<{ pin?: string; again?: string }>({});
	const [problem, setProblem] = useState<Problem | null>(null);
	const change = useDo("staff.changePin");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const found = pinTroubles(pins, t);
		setTroubles(found);
		if (Object.keys(found).length > 0) return;
		const answer = await change.run({ oldPin: old, newPin: pins.pin });
		if (answer.ok) onDone();
		else setProblem(answer.problem);
	};
	return (
		<form noValidate onSubmit={(event) => void submit(event)}>
			<Stack>
				<input
					className="seen-by-readers"
					aria-hidden
					tabIndex={-1}
					autoComplete="username"
					readOnly
					value={staff.name}
				/>
				<PinField
					label={t("pin.old")}
					autoComplete="current-password"
					data-autofocus
					value={old}
					onChange={(event) => setOld(event.currentTarget.value)}
				/>
				<NewPinFields value={pins} troubles={troubles} onChange={setPins} />
				<Trouble problem={problem} />
				<Button type="submit" loading={change.busy} disabled={old === ""}>
					{t("pin.change")}
				</Button>
			</Stack>
		</form>
	);
}
