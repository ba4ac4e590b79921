import { Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useDraft } from "../../components/use-draft.ts";
import { useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { RegisterForm } from "./register-form.tsx";
import {
	freshValues,
	type KeptValues,
	keptFrom,
	keptValues,
	type RegisterValues,
	registerValues,
} from "./register-values.ts";
import { RegisteredNote } from "./registered-note.tsx";

/** Registering a person with consent. What was typed and not saved comes back; what was kept of the last person is filled in. */
export function RegisterScene() {
	const t = useWords("contacts");
	const navigate = useNavigate();
	const { phone = "", name = "" } = useSearch({ from: "/contacts/new" });
	const { project } = useOffice();
	const draft = useDraft(phone ? `register:${phone.replace(/\D/g, "").slice(0, 20)}` : "register", registerValues);
	const kept = useDraft("register-kept", keptValues);
	const [carried, setCarried] = useState<KeptValues | null>(null);
	const [last, setLast] = useState<{ id: string; name: string } | null>(null);
	const [turn, setTurn] = useState(0);
	if (!draft.isLoaded || !kept.isLoaded) return null;

	const keeping = carried ?? kept.found?.value ?? null;
	const fresh = () => {
		const values = freshValues(
			{ country: project.country, language: project.languages[0] ?? "", type: t("form.defaultType") },
			keeping,
		);
		if (turn > 0) return values;
		return { ...values, name, phone: { ...values.phone, raw: phone } };
	};
	const found = turn === 0 && name === "" ? draft.found : null;

	const afterSaving = (
		values: RegisterValues,
		saved: { id: string; name: string },
		keep: boolean,
		another: boolean,
	) => {
		draft.drop();
		const next = keptFrom(values, keep);
		kept.keep(next);
		setCarried(next);
		if (!another) return void navigate({ to: "/contacts/$id", params: { id: saved.id } });
		setLast(saved);
		setTurn(turn + 1);
	};
	return (
		<Stack gap={12} maw={560}>
			<div>
				<Title order={1}>{t("form.title")}</Title>
				<Text c="dimmed" size="sm">
					{t("form.intro")}
				</Text>
			</div>
			{last && <RegisteredNote saved={last} />}
			<RegisterForm
				key={turn}
				start={found?.value ?? fresh()}
				draftAt={found?.savedAt ?? null}
				languages={project.languages}
				keep={keeping?.keep ?? true}
				onTyped={draft.keep}
				onSaved={afterSaving}
				onDiscard={() => {
					draft.drop();
					setTurn(turn + 1);
				}}
			/>
		</Stack>
	);
}
