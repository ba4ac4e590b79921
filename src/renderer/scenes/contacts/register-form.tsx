import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useState } from "react";
import { Controller } from "react-hook-form";
import { ConsentBlock } from "../../components/consent-block.tsx";
import { enterMovesOn } from "../../components/enter-moves-on.ts";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { useDo } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { checkFields } from "./check-fields.ts";
import { DraftNote } from "./draft-note.tsx";
import { MoreFields } from "./more-fields.tsx";
import { PersonFields, TypeField } from "./person-fields.tsx";
import classes from "./register.module.css";
import { isWorthKeeping, type RegisterValues, toRegistration } from "./register-values.ts";
import { useCaseForm } from "./use-case-form.ts";

const folded = ["owner", "externalId", "timeZone", "email", "gateway", "properties"] as const;

/** The registration form. Enter goes on, Ctrl+Enter saves, Ctrl+Shift+Enter saves and begins the next one. */
export function RegisterForm(props: {
	start: RegisterValues;
	draftAt: string | null;
	languages: string[];
	keep: boolean;
	onTyped(values: RegisterValues): void;
	onSaved(values: RegisterValues, saved: { id: string; name: string }, keep: boolean, another: boolean): void;
	onDiscard(): void;
}) {
	const t = useWords("contacts");
	const id = useId();
	const { onTyped } = props;
	const caseForm = useCaseForm(props.start);
	const { form, errorOf } = caseForm;
	const register = useDo("cases.register");
	const [keep, setKeep] = useState(props.keep);
	const [isOpen, setOpen] = useState(() => folded.some((field) => props.start[field].length > 0));
	const hasFoldedTrouble = caseForm.troubles.some((one) => folded.some((field) => field === one.field?.split(".")[0]));

	useEffect(
		() =>
			form.subscribe({
				formState: { values: true },
				callback: ({ values }) => isWorthKeeping(values) && onTyped(structuredClone(values)),
			}),
		[form, onTyped],
	);

	const save = async (another: boolean) => {
		if (register.busy) return;
		const values = form.getValues();
		const findings = checkFields(values, true);
		if (findings.length > 0) return caseForm.showFindings(findings);
		caseForm.clear();
		const answer = await register.run(toRegistration(values));
		if (answer.ok) props.onSaved(values, { id: answer.value.id, name: answer.value.name }, keep, another);
		else caseForm.showProblem(answer.problem);
	};
	const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
			event.preventDefault();
			void save(event.shiftKey);
		} else enterMovesOn(event);
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		void save(false);
	};
	return (
		<form className={classes.form} noValidate autoComplete="off" onSubmit={onSubmit} onKeyDown={onKeyDown}>
			<Stack gap={12}>
				{props.draftAt && <DraftNote savedAt={props.draftAt} onDiscard={props.onDiscard} />}
				<ErrorSummary
					title={t("form.errors", { count: caseForm.troubles.length })}
					troubles={caseForm.troubles}
					round={caseForm.round}
				/>
				<PersonFields form={form} errorOf={errorOf} languages={props.languages} focusName />
				<Controller
					control={form.control}
					name="consent"
					render={({ field }) => (
						<ConsentBlock
							language={form.watch("language") || props.languages[0] || "en"}
							value={field.value}
							onChange={field.onChange}
							error={errorOf("consent")}
							mayWait
						/>
					)}
				/>
				<TypeField form={form} errorOf={errorOf} />
				<Button
					variant="subtle"
					size="compact-md"
					className={classes.more}
					aria-expanded={isOpen || hasFoldedTrouble}
					aria-controls={`${id}-more`}
					leftSection={isOpen ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
					onClick={() => setOpen(!isOpen)}
				>
					{isOpen ? t("form.fewer") : t("form.more")}
				</Button>
				<div id={`${id}-more`} hidden={!isOpen && !hasFoldedTrouble}>
					<MoreFields form={form} errorOf={errorOf} />
				</div>
				<Checkbox
					label={t("form.keep")}
					description={t("form.keepHint")}
					checked={keep}
					onChange={(event) => setKeep(event.currentTarget.checked)}
				/>
				<Group className={classes.foot}>
					<Button
						type="submit"
						data-save
						loading={register.busy}
						aria-keyshortcuts="Control+Enter"
						title={t("form.saveKeys")}
					>
						{t("form.save")}
					</Button>
					<Button
						variant="default"
						disabled={register.busy}
						aria-keyshortcuts="Control+Shift+Enter"
						title={t("form.saveAnotherKeys")}
						onClick={() => void save(true)}
					>
						{t("form.saveAnother")}
					</Button>
				</Group>
			</Stack>
		</form>
	);
}
