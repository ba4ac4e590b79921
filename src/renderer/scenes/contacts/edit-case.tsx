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
import { checkFields } from "./check-fields.ts";
import { DraftNote } from "./draft-note.tsx";
import { editValues, toChange } from "./edit-values.ts";
import { MoreFields } from "./more-fields.tsx";
import { PersonFields, TypeField } from "./person-fields.tsx";
import classes from "./register.module.css";
import { registerValues } from "./register-values.ts";
import { useCaseForm } from "./use-case-form.ts";

/** What was typed so far, and what it was typed over: only the difference is ever sent. */
const editDraft = z.object({ before: registerValues, after: registerValues });
type EditDraft = z.infer<typeof editDraft>;

/** Changes a case where it is shown. A change that was left half-way comes back. */
export function EditCase({ view, onDone }: { view: CaseView; onDone(): void }) {
	const { project } = useOffice();
	const draft = useDraft(`case:${view.id}`, editDraft);
	const [isFresh, setFresh] = useState(false);
	if (!draft.isLoaded) return null;
	const found = isFresh ? null : draft.found;
	const before = found?.value.before ?? editValues(view, project.country);
	const leave = () => {
		draft.drop();
		onDone();
	};
	return (
		<EditForm
			key={String(isFresh)}
			view={view}
			start={found?.value ?? { before, after: before }}
			onTyped={draft.keep}
			onDone={leave}
		>
			{found && (
				<DraftNote
					savedAt={found.savedAt}
					onDiscard={() => {
						draft.drop();
						setFresh(true);
					}}
				/>
			)}
		</EditForm>
	);
}

function EditForm(props: {
	view: CaseView;
	start: EditDraft;
	onTyped(draft: EditDraft): void;
	onDone(): void;
	children: ReactNode;
}) {
	const t = useWords("contacts");
	const { project } = useOffice();
	const { view, onTyped, onDone } = props;
	const [{ before, after }] = useState(props.start);
	const caseForm = useCaseForm(after);
	const { form, errorOf } = caseForm;
	const { isDirty } = form.formState;
	const change = useDo("cases.change");
	useEffect(
		() =>
			form.subscribe({
				formState: { values: true },
				callback: ({ name, values }) => name && onTyped(structuredClone({ before, after: values })),
			}),
		[form, before, onTyped],
	);

	const save = async () => {
		if (change.busy) return;
		const values = form.getValues();
		const findings = checkFields(values, false);
		if (findings.length > 0) return caseForm.showFindings(findings);
		caseForm.clear();
		const answer = await change.run(toChange(view, before, values));
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
