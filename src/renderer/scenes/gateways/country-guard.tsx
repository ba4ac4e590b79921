import { MultiSelect, Radio, Stack } from "@mantine/core";
import { useMemo, useState } from "react";
import { countryChoices } from "../../places-and-tongues.ts";
import { useLocale, useWords } from "../../words.ts";

const ways = ["own", "more", "every"] as const;
type Way = (typeof ways)[number];

/** Which countries may be texted. `value` as the core keeps it: empty, `KE,UG` for those as well, or `*` for every one. */
export function CountryGuard({ value, onChange }: { value: string; onChange(value: string): void }) {
	const t = useWords("gateway");
	const language = useLocale();
	const countries = useMemo(() => countryChoices(language), [language]);
	const stored: Way = value === "*" ? "every" : value === "" ? "own" : "more";
	const [isChoosing, setChoosing] = useState(false);
	const way = stored === "own" && isChoosing ? "more" : stored;
	const choose = (one: string) => {
		setChoosing(one === "more");
		onChange(one === "every" ? "*" : "");
	};
	return (
		<>
			<Radio.Group
				label={t("setup.countries")}
				description={t("setup.countriesHint")}
				inputWrapperOrder={["label", "description", "input", "error"]}
				value={way}
				onChange={choose}
			>
				<Stack mt="xs" gap="sm">
					{ways.map((one) => (
						<Radio key={one} value={one} label={t(`setup.${one}`)} />
					))}
				</Stack>
			</Radio.Group>
			{way === "more" && (
				<MultiSelect
					label={t("setup.moreLabel")}
					searchable
					limit={60}
					data={countries}
					value={value.split(",").filter((code) => code !== "")}
					onChange={(codes) => onChange(codes.join(","))}
				/>
			)}
		</>
	);
}
