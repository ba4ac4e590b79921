import { useMemo } from "react";
import type { CaseRow } from "../../../core/api/index.ts";
import { OptedOutChip, useConsentChips } from "../../components/consent-chip.tsx";
import { useNumberStateChips } from "../../components/number-state.tsx";
import type { Column } from "../../components/row-table.tsx";
import { marked, UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { shownNumber } from "../../shown-number.ts";
import { useWords } from "../../words.ts";
import classes from "./contacts.module.css";

/** The columns of the list: who, number, states, kind, age. Others only where what was searched for, or the language, became another. */
export function useCaseColumns(search: string): Column<CaseRow>[] {
	const t = useWords("contacts");
	const numberStateChip = useNumberStateChips();
	const consentChip = useConsentChips();
	return useMemo(
		() => [
			{
				key: "name",
				title: t("list.name"),
				fits: true,
				render: (row) => <UserText text={row.name} clip search={search} />,
			},
			{
				key: "number",
				title: t("list.number"),
				fits: true,
				width: "168px",
				render: ({ digits }) =>
					digits !== null && (
						<bdi dir="ltr" className={classes.number}>
							{marked(shownNumber(digits), search, true)}
						</bdi>
					),
			},
			{
				key: "state",
				title: t("list.state"),
				fits: true,
				width: "178px",
				render: (row) => numberStateChip(row.numberState, row.inUse),
			},
			{
				key: "consent",
				title: t("list.consent"),
				fits: true,
				width: "186px",
				render: (row) => (row.optedOut ? <OptedOutChip /> : consentChip(row.consent)),
			},
			{
				key: "type",
				title: t("list.type"),
				fits: true,
				width: "110px",
				render: (row) => <UserText text={row.type} clip />,
			},
			{
				key: "age",
				title: t("list.age"),
				fits: true,
				width: "128px",
				render: (row) => <When at={row.modifiedAt} quiet />,
			},
		],
		[t, numberStateChip, consentChip, search],
	);
}
