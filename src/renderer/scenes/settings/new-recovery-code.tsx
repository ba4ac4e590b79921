import { Button, Modal, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { PinField } from "../../components/pin-field.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { RecoveryStep } from "../first-run/recovery-step.tsx";

/** A new recovery code for an office that lost its sheet: asked with the PIN, shown once, left only when it is kept. */
export function NewRecoveryCode({ onClose }: { onClose(): void }) {
	const t = useWords("staff");
	const { project } = useOffice();
	const [pin, setPin] = useState("");
	const [code, setCode] = useState<string | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const renew = useDo("staff.newRecoveryCode");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await renew.run({ pin });
		if (answer.ok) setCode(answer.value.recoveryCode);
		else setProblem(answer.problem);
	};
	const isShown = code !== null;
	return (
		<Modal
			opened
			onClose={onClose}
			title={t("recovery.renew")}
			closeOnEscape={!isShown}
			closeOnClickOutside={!isShown}
			withCloseButton={!isShown}
			closeButtonProps={{ "aria-label": t("close") }}
		>
			{isShown ? (
				<RecoveryStep code={code} project={project.name} done={t("close")} onDone={onClose} />
			) : (
				<form noValidate onSubmit={(event) => void submit(event)}>
					<Stack>
						<Text>{t("recovery.renewWords")}</Text>
						<PinField
							label={t("recovery.yourPin")}
							autoComplete="current-password"
							data-autofocus
							value={pin}
							onChange={(event) => setPin(event.currentTarget.value)}
						/>
						<Trouble problem={problem} />
						<Button type="submit" loading={renew.busy} disabled={pin.trim() === ""}>
							{t("recovery.renewGo")}
						</Button>
					</Stack>
				</form>
			)}
		</Modal>
	);
}
