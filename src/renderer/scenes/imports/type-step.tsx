import { Autocomplete, Button, Checkbox, NativeSelect, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { fieldOrder } from "../../components/field-order.ts";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import type { SetupProps } from "./import-draft.ts";
import { idOf } from "./import-plan.ts";
import classes from "./imports.module.css";

/** What the rows become, which column tells who somebody is, and whether new records are made. */
export function TypeStep({ draft, look, change, onNext, onBack }: SetupProps & { onNext(): void; onBack(): void }) {
	const t = useWords("imports");
	const vocabulary = useAsk("cases.vocabulary", {});
	const [isTried, setTried] = useState(false);
	const isCases = draft.kind === "cases";
	const isMissing = isCases && draft.type.trim() === "";
	const id = idOf(draft, look);
	const next = () => {
		setTried(true);
		if (!isMissing) return onNext();
		document.querySelector<HTMLElement>('[data-field="type"]')?.focus();
	};
	return (
		<form
			noValidate
			className={classes.form}
			onSubmit={(event) => {
				event.preventDefault();
				next();
			}}
		>
			<Radio.Group
				label={t("type.kind")}
				value={draft.kind}
				onChange={(kind) => change({ kind: kind === "workers" ? "workers" : "cases", targets: {} })}
			>
				<Stack gap="sm" mt="xs">
					<Radio value="cases" label={t("type.cases")} />
					<Radio value="workers" label={t("type.workers")} />
				</Stack>
			</Radio.Group>
			{isCases ? (
				<>
					<Autocomplete
						data-field="type"
						label={t("type.type")}
						description={t("type.typeHint")}
						inputWrapperOrder={fieldOrder}
						required
						value={draft.type}
						data={vocabulary.data?.types ?? []}
						limit={8}
						maxLength={255}
						openOnFocus={false}
						error={isTried && isMissing ? t("type.typeMissing") : undefined}
						onChange={(type) => change({ type })}
					/>
					<NativeSelect
						label={t("type.idColumn")}
						description={t(`type.idColumnHint.${id.column === null ? "none" : id.match}`)}
						inputWrapperOrder={fieldOrder}
						value={id.column === null ? "" : String(id.column)}
						data={[
							{ value: "", label: t("type.noIdColumn") },
							...look.columns.map(({ column, header }) => ({
								value: String(column),
								label: header || t("columns.unnamed", { number: column + 1 }),
							})),
						]}
						onChange={(event) =>
							change({ idColumn: event.currentTarget.value === "" ? null : Number(event.currentTarget.value) })
						}
					/>
					{id.column !== null && (
						<NativeSelect
							label={t("type.match")}
							value={id.match}
							data={[
								{ value: "case_id", label: t("type.caseId") },
								{ value: "external_id", label: t("type.externalId") },
							]}
							onChange={(event) =>
								change({ match: event.currentTarget.value === "external_id" ? "external_id" : "case_id" })
							}
						/>
					)}
				</>
			) : (
				<Text size="sm">{t("type.workersMeans")}</Text>
			)}
			<Checkbox
				label={t(isCases ? "type.createNew" : "type.createNewWorkers")}
				description={t(draft.createNew ? "type.createNewOn" : "type.createNewOff")}
				checked={draft.createNew}
				onChange={(event) => change({ createNew: event.currentTarget.checked })}
			/>
			<div className={classes.foot}>
				<Button type="submit">{t("nextStep")}</Button>
				<Button variant="default" onClick={onBack}>
					{t("backStep")}
				</Button>
			</div>
		</form>
	);
}
