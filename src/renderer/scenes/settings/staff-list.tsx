import { Button, Group, Table, Text } from "@mantine/core";
import { useState } from "react";
import type { Problem, StaffMember } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk, useDo } from "../../core-client.tsx";
import { useMay, useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { AddStaff } from "./add-staff.tsx";
import { ChangeRole } from "./change-role.tsx";
import { NewRecoveryCode } from "./new-recovery-code.tsx";
import { ResetPin } from "./reset-pin.tsx";

/** Who uses Outpost here, and what they may do. */
export function StaffList() {
	const t = useWords("staff");
	const may = useMay();
	const list = useAsk("staff.list", {});
	const { status } = useOffice();
	const [isAdding, setAdding] = useState(false);
	const [isRenewing, setRenewing] = useState(false);
	const [changing, setChanging] = useState<{ what: "pin" | "role"; member: StaffMember } | null>(null);
	const close = () => setChanging(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	return (
		<>
			{may.supervise && (
				<Group mb="md" gap="sm">
					<Button onClick={() => setAdding(true)}>{t("add.open")}</Button>
					{!status.practice && (
						<Button variant="default" onClick={() => setRenewing(true)}>
							{t("recovery.renew")}
						</Button>
					)}
				</Group>
			)}
			<Trouble problem={problem ?? list.problem} />
			<Table.ScrollContainer minWidth={480} maw={840}>
				<Table>
					<Table.Thead>
						<Table.Tr>
							<Table.Th>{t("list.name")}</Table.Th>
							<Table.Th>{t("list.role")}</Table.Th>
							<Table.Th>{t("list.state")}</Table.Th>
							{may.supervise && <Table.Th>{t("list.actions")}</Table.Th>}
						</Table.Tr>
					</Table.Thead>
					<Table.Tbody>
						{(list.data ?? []).map((one) => (
							<Table.Tr key={one.id}>
								<Table.Td>
									<bdi>{one.name}</bdi>
								</Table.Td>
								<Table.Td>{t(`role.${one.role}`)}</Table.Td>
								<Table.Td>{t(one.active ? "list.active" : "list.inactive")}</Table.Td>
								{may.supervise && (
									<Table.Td>
										<StaffActions
											member={one}
											onChange={(what) => setChanging({ what, member: one })}
											onProblem={setProblem}
										/>
									</Table.Td>
								)}
							</Table.Tr>
						))}
					</Table.Tbody>
				</Table>
			</Table.ScrollContainer>
			<Text size="sm" c="dimmed" maw={640} mt="md">
				{t("list.roles")}
			</Text>
			{isAdding && <AddStaff onClose={() => setAdding(false)} />}
			{isRenewing && <NewRecoveryCode onClose={() => setRenewing(false)} />}
			{changing?.what === "pin" && <ResetPin member={changing.member} onClose={close} />}
			{changing?.what === "role" && <ChangeRole member={changing.member} onClose={close} />}
		</>
	);
}

function StaffActions(props: {
	member: StaffMember;
	onChange(what: "pin" | "role"): void;
	onProblem(problem: Problem | null): void;
}) {
	const t = useWords("staff");
	const { staff } = useOffice();
	const { member } = props;
	const setActive = useDo("staff.setActive");
	const toggle = async () => {
		const answer = await setActive.run({ id: member.id, active: !member.active });
		props.onProblem(answer.ok ? null : answer.problem);
		// Whoever left took the PIN along: coming back takes a new one.
		if (answer.ok && answer.value.active) props.onChange("pin");
	};
	// One's own PIN is changed with the old one, in the menu under one's name.
	if (member.id === staff.id) return <Text size="sm">{t("list.you")}</Text>;
	return (
		<Group gap="sm" wrap="nowrap">
			<Button
				variant="default"
				size="compact-sm"
				aria-label={t("reset.openFor", { name: member.name })}
				onClick={() => props.onChange("pin")}
			>
				{t("reset.open")}
			</Button>
			<Button
				variant="default"
				size="compact-sm"
				aria-label={t("changeRole.openFor", { name: member.name })}
				onClick={() => props.onChange("role")}
			>
				{t("changeRole.open")}
			</Button>
			<Button
				variant="default"
				size="compact-sm"
				loading={setActive.busy}
				aria-label={t(member.active ? "list.deactivateOne" : "list.activateOne", { name: member.name })}
				onClick={() => void toggle()}
			>
				{t(member.active ? "list.deactivate" : "list.activate")}
			</Button>
		</Group>
	);
}
