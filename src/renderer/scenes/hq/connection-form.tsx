import { Alert, Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import type { HqConnection, Problem } from "../../../core/api/index.ts";
import { latinDigits } from "../../components/latin-digits.ts";
import { PinField } from "../../components/pin-field.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import { ConnectionTest } from "./connection-test.tsx";
import {
	asPage,
	beginsAnew,
	type ConnectionValues,
	connectionIn,
	isKeyOfAnother,
	megabytesIn,
	valuesOf,
} from "./connection-values.ts";
import { RemoveKey } from "./remove-key.tsx";

/** Server, project, user and key; what HQ is to see besides; how much may go over the line. The key is written and never shown. */
export function ConnectionForm({ kept }: { kept: HqConnection }) {
	const t = useWords("hq");
	const [changes, setChanges] = useState<Partial<ConnectionValues>>({});
	const [problem, setProblem] = useState<Problem | null>(null);
	const [isSaved, setSaved] = useState(false);
	const form = useRef<HTMLFormElement>(null);
	const save = useDo("hq.connect");
	const values = { ...valuesOf(kept), ...changes };
	const isChanged = Object.keys(changes).length > 0;
	const change = (some: Partial<ConnectionValues>) => {
		setSaved(false);
		setProblem(null);
		setChanges((now) => ({ ...now, ...some }));
	};
	const refused = (why: Problem) => {
		setProblem(why);
		requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
	};
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		if (megabytesIn(values.megabytes) === null) return refused({ code: "hq-megabytes", field: "megabytes" });
		const answer = await save.run(connectionIn(values));
		if (!answer.ok) return refused(answer.problem);
		setChanges({});
		setSaved(true);
	};
	const fieldTrouble = (why: Problem) =>
		why.code === "hq-megabytes" ? t("connection.megabytesExpected") : problemWords(why);
	const field = (name: keyof ConnectionValues) => ({
		value: values[name],
		error: problem?.field === name ? fieldTrouble(problem) : undefined,
		dir: "ltr" as const,
		autoComplete: "off",
		spellCheck: false,
		maxLength: 255,
		onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
	});
	const keyHint = isKeyOfAnother(kept, values)
		? "connection.apiKeyOfAnother"
		: kept.keySet
			? "connection.apiKeyKept"
			: "connection.apiKeyHint";
	const hasField = problem?.field !== undefined && problem.field in values;
	return (
		<form ref={form} noValidate onSubmit={(event) => void submit(event)}>
			<Stack gap="md" maw={560}>
				<Text>{t("connection.words")}</Text>
				<Trouble problem={hasField ? null : problem} />
				<TextInput
					label={t("connection.url")}
					description={t("connection.urlHint")}
					inputMode="url"
					{...field("url")}
					onBlur={() => {
						const page = asPage(values.url);
						if (page) change(page);
					}}
				/>
				<TextInput label={t("connection.project")} description={t("connection.projectHint")} {...field("project")} />
				<TextInput label={t("connection.user")} description={t("connection.userHint")} {...field("user")} />
				<PinField
					label={t("connection.apiKey")}
					description={t(keyHint)}
					{...field("apiKey")}
					autoComplete="new-password"
					maxLength={500}
					visibilityToggleButtonProps={{ "aria-label": t("connection.showTyped"), tabIndex: 0 }}
				/>
				{beginsAnew(kept, values) && (
					<Alert color="yellow" variant="light" role="status" c="var(--mantine-color-text)">
						{t("connection.beginsAnew")}
					</Alert>
				)}
				<ConnectionTest values={values} />
				<Fieldset legend={t("connection.more")}>
					<Stack gap="md">
						<TextInput
							label={t("connection.owner")}
							description={t("connection.ownerHint")}
							{...field("owner")}
							dir="auto"
						/>
						<TextInput
							label={t("connection.megabytes")}
							description={t("connection.megabytesHint")}
							inputMode="numeric"
							{...field("megabytes")}
							onChange={(event) => change({ megabytes: latinDigits(event.currentTarget.value) })}
						/>
						<Text size="sm">{t("connection.mirror")}</Text>
						<TextInput label={t("connection.optOut")} description={t("connection.optOutHint")} {...field("optOut")} />
						<TextInput
							label={t("connection.consent")}
							description={t("connection.consentHint")}
							{...field("consent")}
						/>
						<TextInput
							label={t("connection.verification")}
							description={t("connection.verificationHint")}
							{...field("verification")}
						/>
					</Stack>
				</Fieldset>
				<Group gap="sm">
					<Button type="submit" loading={save.busy} disabled={!isChanged}>
						{t("save")}
					</Button>
					{kept.keySet && <RemoveKey />}
					<Text role="status" size="sm">
						{isSaved && t(kept.complete ? "connection.savedGoes" : "connection.savedLacks")}
					</Text>
				</Group>
			</Stack>
		</form>
	);
}
