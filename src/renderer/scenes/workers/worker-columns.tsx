import type { WorkerView } from "../../../core/api/index.ts";
import { OptedOutChip } from "../../components/consent-chip.tsx";
import { PhoneText } from "../../components/phone-text.tsx";
import type { Column } from "../../components/row-table.tsx";
import { UserText } from "../../components/user-text.tsx";
import { When } from "../../components/when.tsx";
import type { useWords } from "../../words.ts";
import { NumberStatusChip } from "./number-status.tsx";
import { workerName } from "./worker-filter.ts";

/** The columns of the list: who, default number and how far it is verified, age. */
export function workerColumns(t: ReturnType<typeof useWords<"workers">>, search: string): Column<WorkerView>[] {
	const first = (worker: WorkerView) => worker.numbers.find((number) => number.default) ?? worker.numbers[0];
	return [
		{
			key: "name",
			title: t("list.name"),
			render: (worker) => <UserText text={workerName(worker)} clip search={search} />,
		},
		{
			key: "username",
			title: t("list.username"),
			width: "168px",
			render: (worker) => <UserText text={worker.username} clip search={search} />,
		},
		{
			key: "number",
			title: t("list.number"),
			width: "168px",
			render: (worker) => {
				const number = first(worker);
				return number ? <PhoneText digits={number.digits} /> : null;
			},
		},
		{
			key: "status",
			title: t("list.status"),
			width: "190px",
			render: (worker) => {
				const number = first(worker);
				if (!worker.active) return t("inactive");
				return number?.optedOut ? <OptedOutChip /> : <NumberStatusChip status={number?.status ?? "none"} />;
			},
		},
		{
			key: "more",
			title: t("list.more"),
			width: "90px",
			render: (worker) => (worker.numbers.length > 1 ? worker.numbers.length - 1 : null),
		},
		{
			key: "age",
			title: t("list.age"),
			width: "128px",
			render: (worker) => <When at={worker.modifiedAt} quiet />,
		},
	];
}
