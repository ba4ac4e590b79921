import { Autocomplete, NativeSelect, Select, Stack, TextInput } from "@mantine/core";
import { Controller } from "react-hook-form";
import { fieldOrder } from "../../components/field-order.ts";
import { PropertyEditor } from "../../components/property-editor.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { ownFields } from "./edit-values.ts";
import type { CaseForm } from "./use-case-form.ts";

const timeZones = Intl.supportedValuesOf("timeZone");

/** What is seldom filled in. The same fields when registering and when changing. */
export function MoreFields({ form, errorOf }: Pick<CaseForm, "form" | "errorOf">) {
	const t = useWords("contacts");
	const vocabulary = useAsk("cases.vocabulary", {});
	const gateways = useAsk("gateway.list", {});
	const names = gateways.data?.filter((gateway) => gateway.kind !== "email").map((gateway) => gateway.name) ?? [];
	const chosen = form.watch("gateway");
	return (
		<Stack gap={16}>
			<Controller
				control={form.control}
				name="owner"
				render={({ field }) => (
					<Autocomplete
						{...field}
						data-field="owner"
						label={t("form.owner")}
						description={t("form.ownerHint")}
						inputWrapperOrder={fieldOrder}
						data={vocabulary.data?.owners ?? []}
						limit={8}
						maxLength={255}
						error={errorOf("owner")}
					/>
				)}
			/>
			<TextInput
				{...form.register("externalId")}
				data-field="externalId"
				label={t("form.externalId")}
				description={t("form.externalIdHint")}
				inputWrapperOrder={fieldOrder}
				maxLength={300}
				dir="auto"
				error={errorOf("externalId")}
			/>
			<Controller
				control={form.control}
				name="timeZone"
				render={({ field }) => (
					<Select
						{...field}
						value={field.value || null}
						onChange={(zone) => field.onChange(zone ?? "")}
						data-field="timeZone"
						label={t("form.timeZone")}
						description={t("form.timeZoneHint")}
						inputWrapperOrder={fieldOrder}
						data={field.value && !timeZones.includes(field.value) ? [field.value, ...timeZones] : timeZones}
						searchable
						clearable
						limit={40}
						nothingFoundMessage={t("form.timeZoneNone")}
					/>
				)}
			/>
			<TextInput
				{...form.register("email")}
				data-field="email"
				type="text"
				inputMode="email"
				dir="ltr"
				label={t("form.email")}
				maxLength={300}
				error={errorOf("email")}
			/>
			<NativeSelect
				{...form.register("gateway")}
				data-field="gateway"
				label={t("form.gateway")}
				description={t("form.gatewayHint")}
				inputWrapperOrder={fieldOrder}
				data={[
					{ value: "", label: t("form.gatewayNone") },
					...(chosen && !names.includes(chosen) ? [chosen] : []),
					...names,
				]}
			/>
			<Controller
				control={form.control}
				name="properties"
				render={({ field }) => (
					<PropertyEditor
						rows={field.value}
						onChange={field.onChange}
						suggestions={vocabulary.data?.properties.filter((name) => !ownFields.has(name)) ?? []}
						errorOf={(row) => errorOf(`properties.${row}`)}
					/>
				)}
			/>
		</Stack>
	);
}
