import { memo } from "react";
import { FilterChips } from "../../components/filter-chips.tsx";
import { useAsk } from "../../core-client.tsx";
import { useWords } from "../../words.ts";
import { everyOpenCase, isNarrowed, type ListFilter } from "./list-filter.ts";

const states = ["none", "one-way", "pending", "two-way"] as const;

/** The filters, read from start to end: "Open, Consented, Verified, contact". */
export const ContactFilters = memo(function ContactFilters(props: {
	filter: ListFilter;
	onChange(filter: ListFilter): void;
}) {
	const { filter, onChange } = props;
	const t = useWords("contacts");
	const numberWords = useWords("phone-numbers");
	const types = useAsk("cases.vocabulary", {}).data?.types ?? [];
	return (
		<FilterChips
			label={t("filter.label")}
			clearLabel={t("filter.clear")}
			chips={[
				{
					key: "openness",
					label: t("filter.openness"),
					value: filter.openness,
					options: [
						{ value: "open", word: t("filter.open") },
						{ value: "closed", word: t("filter.closed") },
						{ value: "", word: t("filter.openOrClosed") },
					],
				},
				{
					key: "consent",
					label: t("filter.consent"),
					value: filter.consent,
					options: [
						{ value: "", word: t("filter.anyConsent") },
						{ value: "yes", word: t("filter.consented") },
						{ value: "no", word: t("filter.notConsented") },
					],
				},
				{
					key: "state",
					label: t("filter.number"),
					value: filter.state,
					options: [
						{ value: "", word: t("filter.anyNumber") },
						...states.map((state) => ({ value: state, word: numberWords(`state.${state}`) })),
					],
				},
				{
					key: "type",
					label: t("filter.type"),
					value: filter.type,
					options: [{ value: "", word: t("filter.anyType") }, ...types.map((type) => ({ value: type, word: type }))],
				},
			]}
			onChange={(key, value) => onChange({ ...filter, [key]: value })}
			onClear={isNarrowed(filter) ? () => onChange(everyOpenCase) : undefined}
		/>
	);
});
