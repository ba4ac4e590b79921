import { Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { CountrySelect } from "../../components/country-select.tsx";
import { useAsk } from "../../core-client.tsx";
import { problemWords, useWords } from "../../words.ts";
import classes from "./imports.module.css";

/** The country that numbers without a country code are read in, with the first number of the sheet as it is read. */
export function CountryOfSheet(props: { sample?: string; country: string; onChange(country: string): void }) {
	const t = useWords("imports");
	const { sample = "", country } = props;
	const parsed = useAsk(
		"number.parse",
		{ raw: sample.slice(0, 200), country: country || undefined },
		{ enabled: sample !== "" },
	).data;
	return (
		<div className={classes.country}>
			<CountrySelect label={t("country.label")} value={country} onChange={props.onChange} />
			<Text size="sm" role="status">
				{t("country.means")}{" "}
				{parsed && (
					<>
						{t("country.first")} <bdi dir="ltr">{sample}</bdi>{" "}
						<IconArrowRight size={14} className="mirrored" aria-hidden />{" "}
						{parsed.shown ? (
							<bdi dir="ltr">{parsed.shown}</bdi>
						) : (
							parsed.problem && problemWords({ code: parsed.problem })
						)}
					</>
				)}
			</Text>
		</div>
	);
}
