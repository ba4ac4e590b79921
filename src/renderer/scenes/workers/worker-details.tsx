import { Button, Group, NativeSelect, Stack, TextInput, Title } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Problem, WorkerView } from "../../../core/api/index.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useReturnFocus } from "../../components/use-return-focus.ts";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { useLocale, useWords } from "../../words.ts";
import page from "../contacts/case.module.css";

/** What is known of a worker, changed in place. The username stays. */
export function WorkerDetails({ worker }: { worker: WorkerView }) {
	const t = useWords("workers");
	const language = useLocale();
	const [isEditing, setEditing] = useState(false);
	const opener = useReturnFocus<HTMLButtonElement>(isEditing);
	return (
		<section aria-label={t("details.title")}>
			<div className={page.panelHead}>
				<Title order={2}>{t("details.title")}</Title>
				{!isEditing && (
					<Button ref={opener} size="compact-sm" variant="default" onClick={() => setEditing(true)}>
						{t("details.edit")}
					</Button>
				)}
			</div>
			{isEditing ? (
				<Edit worker={worker} onDone={() => setEditing(false)} />
			) : (
				<dl className={page.facts}>
					<Fact name={t("form.username")}>
						<UserText text={worker.username} />
					</Fact>
					<Fact name={t("form.firstName")}>{worker.firstName && <UserText text={worker.firstName} />}</Fact>
					<Fact name={t("form.lastName")}>{worker.lastName && <UserText text={worker.lastName} />}</Fact>
					<Fact name={t("form.language")}>{worker.language && languageNamed(worker.language, language)}</Fact>
					<Fact name={t("form.email")}>{worker.email && <UserText text={worker.email} />}</Fact>
					<Fact name={t("details.added")}>
						<When at={worker.createdAt} />
					</Fact>
				</dl>
			)}
		</section>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	const t = useWords("workers");
	return (
		<>
			<dt>{name}</dt>
			<dd>{children || <span className={page.plain}>{t("details.none")}</span>}</dd>
		</>
	);
}

function Edit({ worker, onDone }: { worker: WorkerView; onDone(): void }) {
	const t = useWords("workers");
	const shownIn = useLocale();
	const { project } = useOffice();
	const { firstName, lastName, email } = worker;
	const [values, setValues] = useState({ firstName, lastName, email, language: worker.language ?? "" });
	const [problem, setProblem] = useState<Problem | null>(null);
	const change = useDo("workers.change");
	const languages = [...new Set([...project.languages, values.language])].filter(Boolean);
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		const answer = await change.run({ username: worker.username, ...values, revision: worker.revision });
		if (answer.ok) onDone();
		else setProblem(answer.problem);
	};
	return (
		<form noValidate autoComplete="off" onSubmit={(event) => void submit(event)}>
			<Stack gap="sm">
				{(["firstName", "lastName", "email"] as const).map((name, at) => (
					<TextInput
						key={name}
						autoFocus={at === 0}
						label={t(`form.${name}`)}
						dir={name === "email" ? "ltr" : "auto"}
						maxLength={255}
						value={values[name]}
						onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
					/>
				))}
				<NativeSelect
					label={t("form.language")}
					data={[
						...languages.map((code) => ({ value: code, label: languageNamed(code, shownIn) })),
						{ value: "", label: t("form.noLanguage") },
					]}
					value={values.language}
					onChange={(event) => setValues({ ...values, language: event.currentTarget.value })}
				/>
				<Trouble problem={problem} />
				<Group gap="sm">
					<Button type="submit" loading={change.busy}>
						{t("details.save")}
					</Button>
					<Button variant="default" onClick={onDone}>
						{t("cancel")}
					</Button>
				</Group>
			</Stack>
		</form>
	);
}
