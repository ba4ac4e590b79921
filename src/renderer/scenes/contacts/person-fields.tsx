import { Autocomplete, NativeSelect, TextInput } from "@mantine/core";
import { Controller } from "react-hook-form";
import { fieldOrder } from "../../components/field-order.ts";
import { PhoneField } from "../../components/phone-field.tsx";
import { useAsk } from "../../core-client.tsx";
import { languageNamed } from "../../places-and-tongues.ts";
import { locale, useWords } from "../../words.ts";
import type { CaseForm } from "./use-case-form.ts";

/** Who it is, the number and the language: the same when registering and when changing. */
export function PersonFields({
	form,
	errorOf,
	languages,
	ownId,
	focusName,
}: Pick<CaseForm, "form" | "errorOf"> & { languages: string[]; ownId?: string; focusName: boolean }) {
	const t = useWords("contacts");
	const language = form.watch("language");
	const offered = language === "" || languages.includes(language) ? languages : [...languages, language];
	return (
		<>
			<TextInput
				{...form.register("name")}
				data-field="name"
				autoFocus={focusName}
				label={t("form.name")}
				description={t("form.nameHint")}
				inputWrapperOrder={fieldOrder}
				required
				autoComplete="off"
				dir="auto"
				maxLength={100_000}
				error={errorOf("name")}
			/>
			<Controller
				control={form.control}
				name="phone"
				render={({ field }) => (
					<PhoneField
						value={field.value}
						onChange={field.onChange}
						error={errorOf("phone")}
						ownId={ownId}
						ref={field.ref}
					/>
				)}
			/>
			<NativeSelect
				{...form.register("language")}
				data-field="language"
				label={t("form.language")}
				description={t("form.languageHint")}
				inputWrapperOrder={fieldOrder}
				data={[
					...offered.map((code) => ({ value: code, label: languageNamed(code, locale()) })),
					{ value: "", label: t("form.noLanguage") },
				]}
			/>
		</>
	);
}

export function TypeField({ form, errorOf }: Pick<CaseForm, "form" | "errorOf">) {
	const t = useWords("contacts");
	const vocabulary = useAsk("cases.vocabulary", {});
	return (
		<Controller
			control={form.control}
			name="type"
			render={({ field }) => (
				<Autocomplete
					{...field}
					data-field="type"
					label={t("form.type")}
					description={t("form.typeHint")}
					inputWrapperOrder={fieldOrder}
					data={vocabulary.data?.types ?? []}
					limit={8}
					maxLength={255}
					openOnFocus={false}
					error={errorOf("type")}
				/>
			)}
		/>
	);
}
