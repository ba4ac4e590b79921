import { Button, Modal, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem, StaffMember } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { RoleSelect } from "./role-select.tsx";

/** A supervisor says what somebody else may do from now on. */
export function ChangeRole({ member, onClose }: { member: StaffMember; onClose(): void }) {
	const t = useWords("staff");
	const [role, setRole] = useState(member.role);
	const [problem, setProblem] = useState<Problem | null>(null);
	const change = useDo("staff.setRole");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await change.run({ id: member.id, role });
		if (answer.ok) onClose();
		else setProblem(answer.problem);
	};
	return (
		<Modal
			opened
			onClose={onClose}
			title={t("changeRole.title", { name: member.name })}
			closeButtonProps={{ "aria-label": t("close") }}
		>
			<form noValidate onSubmit={(event) => void submit(event)}>
				<Stack>
					<Text>{t("changeRole.words")}</Text>
					<RoleSelect role={role} onChange={setRole} />
					<Trouble problem={problem} />
					<Button type="submit" loading={change.busy} disabled={role === member.role}>
						{t("changeRole.go")}
					</Button>
				</Stack>
			</form>
		</Modal>
	);
}
