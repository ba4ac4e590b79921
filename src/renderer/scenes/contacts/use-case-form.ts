import { useCallback, useEffect, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import type { Problem } from "../../../core/api/index.ts";
import type { FieldTrouble } from "../../components/error-summary.tsx";
import { problemWords, useWords } from "../../words.ts";
import type { Finding } from "./check-fields.ts";
import type { RegisterValues } from "./register-values.ts";

export interface CaseForm {
	form: UseFormReturn<RegisterValues>;
	troubles: FieldTrouble[];
	/** Counts the tries, so that the summary takes the focus each time. */
	round: number;
	errorOf(field: string): string | undefined;
	showFindings(findings: Finding[]): void;
	showProblem(problem: Problem): void;
	clear(): void;
}

/** The form's values, and what keeps it from being saved. The trouble of a field goes as soon as that field is changed. */
export function useCaseForm(values: RegisterValues): CaseForm {
	const t = useWords("contacts");
	const consentWords = useWords("consent");
	const numberWords = useWords("phone-numbers");
	const form = useForm<RegisterValues>({ defaultValues: values });
	const [troubles, setTroubles] = useState<FieldTrouble[]>([]);
	const [round, setRound] = useState(0);

	useEffect(
		() =>
			form.subscribe({
				formState: { values: true },
				callback: ({ name }) => {
					if (name)
						setTroubles((list) =>
							list.some((one) => isOf(one, name)) ? list.filter((one) => !isOf(one, name)) : list,
						);
				},
			}),
		[form],
	);

	const labels: Record<string, string> = {
		name: t("form.name"),
		phone: numberWords("field.label"),
		consent: consentWords("title"),
		type: t("form.type"),
		owner: t("form.owner"),
		externalId: t("form.externalId"),
		email: t("form.email"),
		properties: t("properties.label"),
	};
	const show = (list: { field: string | null; words: string }[]) => {
		setTroubles(list.map((one) => ({ ...one, label: labels[one.field?.split(".")[0] ?? ""] ?? t("form.somewhere") })));
		setRound((count) => count + 1);
	};
	const findingWords: Record<Finding["code"], string> = {
		"name-missing": t("form.nameMissing"),
		"consent-missing": consentWords("missing"),
		"type-missing": t("form.typeMissing"),
		"email-unusual": t("form.emailUnusual"),
		"property-name-missing": t("properties.nameMissing"),
		"property-name-pattern": t("properties.namePattern"),
		"property-name-twice": t("properties.nameTwice"),
	};
	return {
		form,
		troubles,
		round,
		errorOf: useCallback((field) => troubles.find((one) => one.field === field)?.words, [troubles]),
		showFindings: (findings) => show(findings.map(({ field, code }) => ({ field, words: findingWords[code] }))),
		showProblem: (problem) =>
			show([{ field: fieldOf(problem, form.getValues("properties")), words: problemWords(problem) }]),
		clear: () => setTroubles([]),
	};
}

function isOf(trouble: FieldTrouble, changed: string): boolean {
	return trouble.field !== null && trouble.field.split(".")[0] === changed.split(".")[0];
}

// The core names the property, the form its row.
function fieldOf(problem: Problem, rows: RegisterValues["properties"]): string | null {
	const field = problem.field?.split(".")[0] ?? null;
	if (field !== "properties") return field;
	const row = rows.findIndex((one) => one.name === problem.details?.name);
	return row < 0 ? field : `properties.${row}`;
}
