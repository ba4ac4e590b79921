import { MultiSelect, NumberInput, Radio, Select, Stack, TagsInput, Title } from "@mantine/core";
import { useMemo } from "react";
import type { Settings } from "../../../core/api/index.ts";
import { countryChoices, languageChoices, languageNamed, timeZoneChoices } from "../../places-and-tongues.ts";
import { useLocale, useWords } from "../../words.ts";

interface FieldProps {
	values: Settings;
	errors: Record<string, string>;
	isFixed: boolean;
	onChange(key: string, value: string): void;
}

const listOf = (text: string | undefined) => (text ?? "").split(",").filter(Boolean);

export function ProjectFields(props: FieldProps) {
	return (
		<>
			<PlaceFields {...props} />
			<RuleFields {...props} />
		</>
	);
}

function PlaceFields({ values, errors, isFixed, onChange }: FieldProps) {
	const t = useWords("settings");
	const language = useLocale();
	const countries = useMemo(() => countryChoices(language), [language]);
	const chosen = listOf(values.languages);
	const tongues = useMemo(() => {
		const known = languageChoices(language);
		const rare = listOf(values.languages).filter((code) => !known.some((one) => one.value === code));
		return [...known, ...rare.map((code) => ({ value: code, label: languageNamed(code, language) }))];
	}, [language, values.languages]);
	const zones = useMemo(timeZoneChoices, []);
	return (
		<>
			<Title order={2}>{t("project.place")}</Title>
			<Select
				label={t("project.country")}
				description={t("project.countryHint")}
				error={errors.country}
				disabled={isFixed}
				searchable
				data={countries}
				value={values.country ?? null}
				onChange={(country) => country && onChange("country", country)}
			/>
			<Select
				label={t("project.timeZone")}
				error={errors.timeZone}
				disabled={isFixed}
				searchable
				limit={60}
				data={zones}
				value={values.timeZone ?? null}
				onChange={(zone) => zone && onChange("timeZone", zone)}
			/>
			<MultiSelect
				label={t("project.languages")}
				description={t("project.languagesHint")}
				error={errors.languages}
				disabled={isFixed}
				searchable
				limit={60}
				data={tongues}
				value={chosen}
				onChange={(codes) => onChange("languages", codes.join(","))}
			/>
		</>
	);
}

function RuleFields({ values, errors, isFixed, onChange }: FieldProps) {
	const t = useWords("settings");
	return (
		<>
			<Title order={2}>{t("project.rules")}</Title>
			<Radio.Group
				label={t("project.consent")}
				error={errors["consent.required"]}
				value={values["consent.required"] ?? ""}
				onChange={(rule) => onChange("consent.required", rule)}
			>
				<Stack mt="xs" gap="sm">
					<Radio value="everywhere" disabled={isFixed} label={t("project.everywhere")} />
					<Radio value="listed" disabled={isFixed} label={t("project.listed")} />
				</Stack>
			</Radio.Group>
			{values["consent.required"] === "listed" && (
				<TagsInput
					label={t("project.prefixes")}
					description={t("project.prefixesHint")}
					error={errors["consent.prefixes"]}
					disabled={isFixed}
					dir="ltr"
					value={listOf(values["consent.prefixes"])}
					onChange={(some) => onChange("consent.prefixes", some.map((one) => one.replace(/\D/g, "")).join(","))}
				/>
			)}
			<TagsInput
				label={t("project.stopWords")}
				description={t("project.stopWordsHint")}
				error={errors["optOut.extraWords"]}
				disabled={isFixed}
				value={listOf(values["optOut.extraWords"])}
				onChange={(some) => onChange("optOut.extraWords", some.join(","))}
			/>
			<NumberInput
				label={t("project.idle")}
				description={errors["lock.idleMinutes"] ? undefined : t("project.idleHint")}
				error={errors["lock.idleMinutes"] && t("project.idleHint")}
				disabled={isFixed}
				// What was typed stays: a number moved into bounds by itself would be saved as something nobody chose.
				clampBehavior="none"
				min={1}
				max={60}
				allowDecimal={false}
				value={values["lock.idleMinutes"] ?? "10"}
				onChange={(minutes) => onChange("lock.idleMinutes", String(minutes))}
			/>
		</>
	);
}
