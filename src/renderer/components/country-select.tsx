import { NativeSelect } from "@mantine/core";
import { type CountryCode, getCountryCallingCode } from "libphonenumber-js/min";
import { useMemo } from "react";
import { type Choice, countryChoices } from "../places-and-tongues.ts";
import { locale, useLanguage } from "../words.ts";

/** The country a number without a country code is read in; for one number only. */
export function CountrySelect(props: { label: string; value: string; onChange(country: string): void }) {
	const language = useLanguage();
	// biome-ignore lint/correctness/useExhaustiveDependencies: the names hang on the language of the screens
	const countries = useMemo(() => countriesIn(locale()), [language]);
	return (
		<NativeSelect
			label={props.label}
			w={190}
			value={props.value}
			data={countries}
			data-enter-skip
			onChange={(event) => props.onChange(event.currentTarget.value)}
		/>
	);
}

function countriesIn(language: string): Choice[] {
	return countryChoices(language).map(({ value, label }) => ({
		value,
		label: `${label} (+${getCountryCallingCode(value as CountryCode)})`,
	}));
}

/** A country's name in the language of the screens. */
export function countryName(code: string, language: string): string {
	return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
}
