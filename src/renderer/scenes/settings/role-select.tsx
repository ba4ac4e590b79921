import { Select } from "@mantine/core";
import type { Role } from "../../../core/api/index.ts";
import { useWords } from "../../words.ts";

const roles: Role[] = ["clerk", "supervisor", "technician"];

/** What somebody may do, with the words for each. */
export function RoleSelect({ role, onChange }: { role: Role; onChange(role: Role): void }) {
	const t = useWords("staff");
	return (
		<Select
			label={t("list.role")}
			description={t(`role.${role}May`)}
			data={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
			allowDeselect={false}
			value={role}
			onChange={(one) => one && onChange(one as Role)}
		/>
	);
}
