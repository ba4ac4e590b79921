import { Button, Checkbox, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { type FormEvent, useId, useRef, useState } from "react";
import type { GatewayDetails, Problem } from "../../../core/api/index.ts";
import { latinDigits } from "../../components/latin-digits.ts";
import { Trouble } from "../../components/trouble.tsx";
import { useDo } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import { CountryGuard } from "./country-guard.tsx";
import classes from "./gateways.module.css";
import { changedSettings, type SetupValues, setupOf, type TypedField, troublesIn } from "./setup-values.ts";

/** How this gateway sends. What can't be taken says so at its field, and nothing is saved until all of it can. */
export function GatewaySetup({ gateway }: { gateway: GatewayDetails }) {
	const t = useWords("gateway");
	const id = useId();
	const kept = setupOf(gateway);
	const [changes, setChanges] = useState<Partial<SetupValues>>({});
	const [isAsked, setAsked] = useState(false);
	const [isSaved, setSaved] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const form = useRef<HTMLFormElement>(null);
	const parse = useDo("number.parse");
	const alter = useDo("gateway.change");
	const values = { ...kept, ...changes };
	const troubles = troublesIn(values);
	const isChanged =
		changedSettings(kept, values).length > 0 || values.replyTo !== kept.replyTo || values.note !== kept.note;
	const change = (some: Partial<SetupValues>) => {
		setSaved(false);
		setProblem(null);
		setChanges((now) => ({ ...now, ...some }));
	};
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		setAsked(true);
		const refused = (why: Problem | null) => {
			setProblem(why);
			requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
		};
		if (troubles.length > 0) return refused(null);
		let replyTo = "";
		if (values.replyTo.trim() !== "") {
			const read = await parse.run({ raw: values.replyTo.slice(0, 200) });
			if (!read.ok) return refused(read.problem);
			if (read.value.digits === null) return refused({ code: read.value.problem ?? "not-a-number", field: "replyTo" });
			replyTo = read.value.digits;
		}
		const answer = await alter.run({
			name: gateway.name,
			replyTo,
			countryNote: values.note.trim(),
			settings: changedSettings(kept, values),
		});
		if (!answer.ok) return refused(answer.problem);
		setChanges({});
		setAsked(false);
		setSaved(true);
	};
	const field = (name: TypedField) => ({
		value: values[name],
		error:
			isAsked && troubles.includes(name)
				? t(name === "balanceCode" ? "setup.codeExpected" : "setup.numberExpected")
				: undefined,
		onChange: (event: { currentTarget: { value: string } }) =>
			change({ [name]: latinDigits(event.currentTarget.value) }),
	});
	return (
		<section className={classes.card} aria-labelledby={id}>
			<Title order={2} id={id}>
				{t("setup.title")}
			</Title>
			<form ref={form} noValidate onSubmit={(event) => void submit(event)}>
				<Stack gap="md" maw={560}>
					<Trouble problem={problem?.field === "replyTo" ? null : problem} />
					<TextInput
						label={t("setup.replyTo")}
						description={t("setup.replyToHint")}
						error={problem?.field === "replyTo" ? problemWords(problem) : undefined}
						dir="ltr"
						inputMode="tel"
						autoComplete="off"
						maxLength={40}
						value={values.replyTo}
						onChange={(event) => change({ replyTo: event.currentTarget.value })}
					/>
					<Textarea
						label={t("setup.note")}
						description={t("setup.noteHint")}
						autosize
						minRows={2}
						maxLength={300}
						value={values.note}
						onChange={(event) => change({ note: event.currentTarget.value })}
					/>
					<Group grow align="flex-start">
						<TextInput label={t("setup.hourlyCap")} inputMode="numeric" {...field("hourlyCap")} />
						<TextInput label={t("setup.dailyCap")} inputMode="numeric" {...field("dailyCap")} />
					</Group>
					<Text size="sm" c="dimmed">
						{t("setup.capHint")}
					</Text>
					<TextInput
						label={t("setup.gap")}
						description={t("setup.gapHint")}
						inputMode="decimal"
						{...field("gapSeconds")}
					/>
					<TextInput
						label={t("setup.validity")}
						description={t("setup.validityHint")}
						inputMode="numeric"
						{...field("validityMinutes")}
					/>
					<Checkbox
						label={t("setup.reports")}
						checked={values.reports}
						onChange={(event) => change({ reports: event.currentTarget.checked })}
					/>
					{gateway.settings.balanceCode !== undefined && (
						<TextInput
							label={t("setup.balanceCode")}
							description={t("setup.balanceCodeHint")}
							dir="ltr"
							autoComplete="off"
							maxLength={20}
							{...field("balanceCode")}
						/>
					)}
					<CountryGuard value={values.countries} onChange={(countries) => change({ countries })} />
					<Group gap="sm">
						<Button type="submit" loading={parse.busy || alter.busy} disabled={!isChanged}>
							{t("save")}
						</Button>
						<Text role="status" size="sm">
							{isSaved && t("saved")}
						</Text>
					</Group>
				</Stack>
			</form>
		</section>
	);
}
