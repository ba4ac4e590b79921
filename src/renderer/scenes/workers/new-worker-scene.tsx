import { Button, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { Problem } from "../../../core/api/index.ts";
import { BackLink } from "../../components/back-link.tsx";
import { enterMovesOn } from "../../components/enter-moves-on.ts";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { fieldOrder } from "../../components/field-order.ts";
import { PhoneField } from "../../components/phone-field.tsx";
import { useDraft } from "../../components/use-draft.ts";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { problemWords, useLocale, useWords } from "../../words.ts";
import classes from "./workers.module.css";

const values = z.object({
	clientKey: z.string(),
	username: z.string(),
	firstName: z.string(),
	lastName: z.string(),
	phone: z.object({ raw: z.string(), country: z.string(), acceptDoubtful: z.boolean() }),
	language: z.string(),
	email: z.string(),
});
type Values = z.infer<typeof values>;

/** Adding a mobile worker. What was typed and not saved comes back. */
export function NewWorkerScene() {
	const { project } = useOffice();
	const draft = useDraft("worker", values);
	if (!draft.isLoaded) return null;
	const fresh: Values = {
		clientKey: crypto.randomUUID(),
		username: "",
		firstName: "",
		lastName: "",
		phone: { raw: "", country: project.country, acceptDoubtful: false },
		language: project.languages[0] ?? "",
		email: "",
	};
	return <WorkerForm start={draft.found?.value ?? fresh} onTyped={draft.keep} onSaved={draft.drop} />;
}

function WorkerForm(props: { start: Values; onTyped(typed: Values): void; onSaved(): void }) {
	const t = useWords("workers");
	const numberWords = useWords("phone-numbers");
	const navigate = useNavigate();
	const shownIn = useLocale();
	const { project } = useOffice();
	const [worker, setWorker] = useState(props.start);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [round, setRound] = useState(0);
	const create = useDo("workers.create");
	const { onTyped } = props;
	const isFirst = useRef(true);
	useEffect(() => {
		if (!isFirst.current) onTyped(worker);
		isFirst.current = false;
	}, [worker, onTyped]);

	const set = (part: Partial<Values>) => setWorker({ ...worker, ...part });
	const save = async (event?: FormEvent) => {
		event?.preventDefault();
		if (create.busy) return;
		const { phone, ...rest } = worker;
		const answer = await create.run({
			...rest,
			phones: phone.raw.trim() === "" ? [] : [phone.raw],
			country: phone.country || undefined,
			acceptDoubtful: phone.acceptDoubtful,
		});
		if (answer.ok) {
			props.onSaved();
			return void navigate({ to: "/workers/$username", params: { username: answer.value.username } });
		}
		setProblem(answer.problem);
		setRound(round + 1);
	};
	const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
			event.preventDefault();
			void save();
		} else enterMovesOn(event);
	};
	const field = problem?.field?.startsWith("phone") ? "phone" : (problem?.field ?? null);
	const errorOf = (name: string) => (problem && field === name ? problemWords(problem) : undefined);
	const label = field === "phone" ? numberWords("field.label") : t("form.username");
	return (
		<Stack gap="sm" maw={560}>
			<BackLink to="/workers">{t("back")}</BackLink>
			<div>
				<Title order={1}>{t("form.title")}</Title>
				<Text c="dimmed" size="sm">
					{t("form.intro")}
				</Text>
			</div>
			<form noValidate autoComplete="off" onSubmit={(event) => void save(event)} onKeyDown={onKeyDown}>
				<Stack gap="md">
					<ErrorSummary
						title={t("form.errors")}
						troubles={problem ? [{ field, label, words: problemWords(problem) }] : []}
						round={round}
					/>
					<TextInput
						data-field="username"
						autoFocus
						required
						label={t("form.username")}
						description={t("form.usernameHint")}
						inputWrapperOrder={fieldOrder}
						dir="ltr"
						maxLength={300}
						value={worker.username}
						error={errorOf("username")}
						onChange={(event) => set({ username: event.currentTarget.value })}
					/>
					<TextInput
						label={t("form.firstName")}
						dir="auto"
						maxLength={255}
						value={worker.firstName}
						onChange={(event) => set({ firstName: event.currentTarget.value })}
					/>
					<TextInput
						label={t("form.lastName")}
						dir="auto"
						maxLength={255}
						value={worker.lastName}
						onChange={(event) => set({ lastName: event.currentTarget.value })}
					/>
					<PhoneField value={worker.phone} error={errorOf("phone")} onChange={(phone) => set({ phone })} />
					<NativeSelect
						label={t("form.language")}
						description={t("form.languageHint")}
						inputWrapperOrder={fieldOrder}
						data={[
							...project.languages.map((code) => ({ value: code, label: languageNamed(code, shownIn) })),
							{ value: "", label: t("form.noLanguage") },
						]}
						value={worker.language}
						onChange={(event) => set({ language: event.currentTarget.value })}
					/>
					<TextInput
						data-field="email"
						type="email"
						label={t("form.email")}
						dir="ltr"
						maxLength={255}
						value={worker.email}
						error={errorOf("email")}
						onChange={(event) => set({ email: event.currentTarget.value })}
					/>
					<div className={classes.acts}>
						<Button type="submit" data-save loading={create.busy} aria-keyshortcuts="Control+Enter">
							{t("form.save")}
						</Button>
					</div>
				</Stack>
			</form>
		</Stack>
	);
}
