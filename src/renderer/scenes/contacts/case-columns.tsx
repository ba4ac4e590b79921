import type { CaseRow } from "../../../core/api/index.ts";
import { ConsentChip, OptedOutChip } from "../../components/consent-chip.tsx";
import { NumberStateChip } from "../../components/number-state.tsx";
import { PhoneText } from "../../components/phone-text.tsx";
import type { Column } from "../../components/row-table.tsx";
import { Marked, UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import { shownNumber } from "../../shown-number.ts";
import type { useWords } from "../../words.ts";
import classes from "./contacts.module.css";

/** The columns of the list: who, number, states, kind, age. */
export function caseColumns(t: ReturnType<typeof useWords<"contacts">>, search: string): Column<CaseRow>[] {
	return [
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
			render: (row) => <RowNumber row={row} search={search} />,
		},
		{
			key: "state",
			title: t("list.state"),
			fits: true,
			width: "178px",
			render: (row) => <NumberStateChip state={row.numberState} inUse={row.inUse} />,
		},
		{
			key: "consent",
			title: t("list.consent"),
			fits: true,
			width: "186px",
			render: (row) => (row.optedOut ? <OptedOutChip /> : <ConsentChip state={row.consent} />),
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
	];
}

function RowNumber({ row, search }: { row: CaseRow; search: string }) {
	if (row.digits === null) return null;
	if (search === "") return <PhoneText digits={row.digits} />;
	return (
		<bdi dir="ltr" className={classes.number}>
			<Marked text={shownNumber(row.digits)} search={search} digitsOnly />
		</bdi>
	);
}
