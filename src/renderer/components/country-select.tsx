import { NativeSelect } from "@mantine/core";
import { getCountries, getCountryCallingCode } from "libphonenumber-js/min";
import { useMemo } from "react";
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

function countriesIn(language: string): { value: string; label: string }[] {
	const names = new Intl.DisplayNames([language], { type: "region" });
	return getCountries()
		.map((code) => ({ value: code, label: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})` }))
		.sort((a, b) => a.label.localeCompare(b.label, language));
}

/** A country's name in the language of the screens. */
export function countryName(code: string, language: string): string {
	return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
}

/** A language's name in the language of the screens; the code where nobody knows it. */
export function languageName(code: string, language: string): string {
	try {
		return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
	} catch {
		return code;
	}
}
