import { Button, Modal, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem, StaffMember } from "../../../core/api/index.ts";
import { NewPinFields } from "../../components/new-pin-fields.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { pinTroubles } from "../first-run/wizard-troubles.ts";

/** A supervisor gives somebody a new PIN. */
export function ResetPin({ member, onClose }: { member: StaffMember; onClose(): void }) {
	const t = useWords("staff");
	const [pins, setPins] = useState({ pin: "", again: "" });
	const [troubles, setTroubles] = useState<{ pin?: string; again?: string }>({});
	const [problem, setProblem] = useState<Problem | null>(null);
	const reset = useDo("staff.resetPin");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const found = pinTroubles(pins, t);
		setTroubles(found);
		if (Object.keys(found).length > 0) return;
		const answer = await reset.run({ id: member.id, newPin: pins.pin });
		if (answer.ok) onClose();
		else setProblem(answer.problem);
	};
	return (
		<Modal
			opened
			onClose={onClose}
			title={t("reset.title", { name: member.name })}
			closeButtonProps={{ "aria-label": t("close") }}
		>
			<form noValidate onSubmit={(event) => void submit(event)}>
				<Stack>
					<Text>{t("reset.words")}</Text>
					<NewPinFields value={pins} troubles={troubles} onChange={setPins} isFirst />
					<Trouble problem={problem} />
					<Button type="submit" loading={reset.busy}>
						{t("reset.go")}
					</Button>
				</Stack>
			</form>
		</Modal>
	);
}
