import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { CaseView } from "../../../core/api/index.ts";
import { enterMovesOn } from "../../components/enter-moves-on.ts";
import { ErrorSummary } from "../../components/error-summary.tsx";
import { useDo } from "../../core-client.tsx";
import { useOffice } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { checkFields } from "./check-fields.ts";
import { editValues, toChange } from "./edit-values.ts";
import { MoreFields } from "./more-fields.tsx";
import { PersonFields, TypeField } from "./person-fields.tsx";
import classes from "./register.module.css";
import { useCaseForm } from "./use-case-form.ts";

/** Changes a case where it is shown. Escape leaves it as it was. */
export function EditCase({ view, onDone }: { view: CaseView; onDone(): void }) {
	const t = useWords("contacts");
	const { project } = useOffice();
	const [before] = useState(() => editValues(view, project.country));
	const caseForm = useCaseForm(before);
	const { form, errorOf } = caseForm;
	const change = useDo("cases.change");

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
		} else if (event.key === "Escape" && !event.defaultPrevented && !form.formState.isDirty) onDone();
		else enterMovesOn(event);
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		void save();
	};
	return (
		<form className={classes.form} noValidate autoComplete="off" onSubmit={onSubmit} onKeyDown={onKeyDown}>
			<Stack gap={16} maw={560}>
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
