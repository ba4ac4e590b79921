import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { z } from "zod";
import type { CaseView } from "../../../core/api/index.ts";
import { enterMovesOn } from "../../components/enter-moves-on.ts";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { useDraft } from "../../components/use-draft.ts";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { checkFields } from "./check-fields.ts";
import { DraftNote } from "./draft-note.tsx";
import { type Difference, differences, editValues, toChange } from "./edit-values.ts";
import { MoreFields } from "./more-fields.tsx";
import { PersonFields, TypeField } from "./person-fields.tsx";
import classes from "./register.module.css";
import { registerValues } from "./register-values.ts";
import { useCaseForm } from "./use-case-form.ts";

/** What was typed so far, and what it was typed over, with its revision: only the difference is ever sent. */
const editDraft = z.object({ before: registerValues, after: registerValues, revision: z.number() });
type EditDraft = z.infer<typeof editDraft>;

/** Changes a case where it is shown. A change that was left half-way comes back. */
export function EditCase({ view, onDone }: { view: CaseView; onDone(): void }) {
	const { project } = useOffice();
	const draft = useDraft(`case:${view.id}`, editDraft);
	const [round, setRound] = useState(0);
	if (!draft.isLoaded) return null;
	const found = round > 0 ? null : draft.found;
	const before = found?.value.before ?? editValues(view, project.country);
	const leave = () => {
		draft.drop();
		onDone();
	};
	const startOver = () => {
		draft.drop();
		setRound(round + 1);
	};
	return (
		<EditForm
			key={round}
			view={view}
			start={found?.value ?? { before, after: before, revision: view.revision }}
			onTyped={draft.keep}
			onDone={leave}
			onStartOver={startOver}
		>
			{found && <DraftNote savedAt={found.savedAt} onDiscard={startOver} />}
		</EditForm>
	);
}

function EditForm(props: {
	view: CaseView;
	start: EditDraft;
	onTyped(draft: EditDraft): void;
	onDone(): void;
	onStartOver(): void;
	children: ReactNode;
}) {
	const t = useWords("contacts");
	const { project } = useOffice();
	const { view, onTyped, onDone } = props;
	const [{ before, after, revision }] = useState(props.start);
	const [meanwhile, setMeanwhile] = useState<Difference[]>([]);
	const caseForm = useCaseForm(after);
	const { form, errorOf } = caseForm;
	const { isDirty } = form.formState;
	const change = useDo("cases.change");
	const look = useDo("cases.show");
	useEffect(
		() =>
			form.subscribe({
				formState: { values: true },
				callback: ({ name, values }) => name && onTyped(structuredClone({ before, after: values, revision })),
			}),
		[form, before, revision, onTyped],
	);

	/** What somebody else wrote into these fields since the form was opened. */
	const lookAgain = async () => {
		const now = await look.run({ id: view.id });
		return now.ok ? differences(before, editValues(now.value, project.country)) : [];
	};
	const save = async (isMeant = false) => {
		if (change.busy) return;
		const values = form.getValues();
		const findings = checkFields(values, false);
		if (findings.length > 0) return caseForm.showFindings(findings);
		caseForm.clear();
		const wanted = toChange(view, before, values);
		let answer = await change.run({ ...wanted, ...(isMeant ? {} : { revision }) });
		if (!answer.ok && answer.problem.code === "changed-meanwhile") {
			const found = await lookAgain();
			setMeanwhile(found);
			if (found.length > 0) return;
			// Something outside this form, such as an answer to the consent question: both stand.
			answer = await change.run(wanted);
		}
		if (answer.ok) onDone();
		else caseForm.showProblem(answer.problem);
	};
	const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
			event.preventDefault();
			void save();
		} else if (event.key === "Escape" && !event.defaultPrevented && !isDirty && !props.children) onDone();
		else enterMovesOn(event);
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		void save();
	};
	return (
		<form className={classes.form} noValidate autoComplete="off" onSubmit={onSubmit} onKeyDown={onKeyDown}>
			<Stack gap={12} maw={560}>
				{props.children}
				<ErrorSummary
					title={t("form.errorsChange", { count: caseForm.troubles.length })}
					troubles={caseForm.troubles}
					round={caseForm.round}
				/>
				{meanwhile.length > 0 && (
					<ChangedMeanwhile
						differences={meanwhile}
						isBusy={change.busy}
						onSave={() => void save(true)}
						onReload={props.onStartOver}
					/>
				)}
				<PersonFields form={form} errorOf={errorOf} languages={project.languages} ownId={view.id} focusName />
				<TypeField form={form} errorOf={errorOf} />
				<MoreFields form={form} errorOf={errorOf} />
				<Group className={classes.foot}>
					<Button
						type="submit"
						data-save
						loading={change.busy}
						aria-keyshortcuts="Control+Enter"
						title={t("form.saveKeys")}
					>
						{t("case.save")}
					</Button>
					<Button variant="default" onClick={onDone}>
						{t("case.cancel")}
					</Button>
				</Group>
			</Stack>
		</form>
	);
}
