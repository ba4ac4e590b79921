import { Button, Modal, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem, Role } from "../../../core/api/index.ts";
import { NewPinFields } from "../../components/new-pin-fields.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { languages, locale, useWords } from "../../words.ts";
import { pinTroubles } from "../first-run/wizard-troubles.ts";
import { RoleSelect } from "./role-select.tsx";

export function AddStaff({ onClose }: { onClose(): void }) {
	const t = useWords("staff");
	const [name, setName] = useState("");
	const [role, setRole] = useState<Role>("clerk");
	const [language, setLanguage] = useState(locale());
	const [pins, setPins] = useState({ pin: "", again: "" });
	const [troubles, setTroubles] = useState<{ name?: string; pin?: string; again?: string }>({});
	const [problem, setProblem] = useState<Problem | null>(null);
	const add = useDo("staff.add");
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const found = { ...(name.trim() === "" ? { name: t("supervisor.nameMissing") } : {}), ...pinTroubles(pins, t) };
		setTroubles(found);
		if (Object.keys(found).length > 0) return;
		const answer = await add.run({ name: name.trim(), role, pin: pins.pin, language });
		if (answer.ok) onClose();
		else setProblem(answer.problem);
	};
	return (
		<Modal opened onClose={onClose} title={t("add.title")} closeButtonProps={{ "aria-label": t("close") }}>
			<form noValidate onSubmit={(event) => void submit(event)}>
				<Stack>
					<TextInput
						label={t("supervisor.name")}
						error={troubles.name}
						autoComplete="off"
						data-autofocus
						maxLength={80}
						value={name}
						onChange={(event) => setName(event.currentTarget.value)}
					/>
					<RoleSelect role={role} onChange={setRole} />
					<Select
						label={t("language")}
						data={languages.map(({ code, name: own }) => ({ value: code, label: own }))}
						allowDeselect={false}
						value={language}
						onChange={(one) => one && setLanguage(one)}
					/>
					<NewPinFields
						value={pins}
						troubles={troubles}
						onChange={setPins}
						label={t("add.pin")}
						hint={t("add.pinHint")}
					/>
					<Trouble problem={problem} />
					<Button type="submit" loading={add.busy}>
						{t("add.go")}
					</Button>
				</Stack>
			</form>
		</Modal>
	);
}
