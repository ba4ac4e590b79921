import { NativeSelect, Text, TextInput } from "@mantine/core";
import { fieldOrder } from "../../components/field-order.ts";
import { useWords } from "../../words.ts";
import type { ImportDraft } from "./import-draft.ts";
import type { PlanField } from "./import-plan.ts";
import classes from "./imports.module.css";

/** What a 1 in the sheet stands for: whoever is registered so was asked by somebody, at some time, in some way. */
export function ConsentFields(props: {
	draft: ImportDraft;
	change(some: Partial<ImportDraft>): void;
	errorOf(field: PlanField): string | undefined;
}) {
	const t = useWords("imports");
	const { draft, change } = props;
	return (
		<fieldset className={classes.consent}>
			<legend>{t("consent.legend")}</legend>
			<Text size="sm">{t("consent.means")}</Text>
			<div className={classes.fields}>
				<TextInput
					data-field="askedBy"
					label={t("consent.askedBy")}
					required
					maxLength={80}
					dir="auto"
					value={draft.askedBy}
					error={props.errorOf("askedBy")}
					onChange={(event) => change({ askedBy: event.currentTarget.value })}
				/>
				<TextInput
					data-field="askedOn"
					label={t("consent.askedOn")}
					description={t("consent.askedOnHint")}
					inputWrapperOrder={fieldOrder}
					required
					maxLength={40}
					dir="auto"
					value={draft.askedOn}
					error={props.errorOf("askedOn")}
					onChange={(event) => change({ askedOn: event.currentTarget.value })}
				/>
				<NativeSelect
					label={t("consent.how")}
					value={draft.how}
					data={(["paper", "spoken", "other"] as const).map((value) => ({ value, label: t(`consent.${value}`) }))}
					onChange={(event) =>
						change({ how: (["spoken", "other"] as const).find((one) => one === event.currentTarget.value) ?? "paper" })
					}
				/>
			</div>
		</fieldset>
	);
}
