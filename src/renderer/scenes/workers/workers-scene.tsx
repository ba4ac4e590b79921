import { Button, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useRef, useState } from "react";
import type { WorkerView } from "../../../core/api/index.ts";
import { FilterChips } from "../../components/filter-chips.tsx";
import { RowTable, type RowTableHandle } from "../../components/row-table.tsx";
import { SceneHead } from "../../components/scene-head.tsx";
import { SearchBox } from "../../components/search-box.tsx";
import { Trouble } from "../../components/trouble.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { useWords } from "../../words.ts";
import { useWorkers } from "./use-workers.ts";
import { VerifyMany } from "./verify-many.tsx";
import { VerifyRuns } from "./verify-runs.tsx";
import { workerColumns } from "./worker-columns.tsx";
import { numberStatuses, type WorkerFilter } from "./worker-filter.ts";
import classes from "./workers.module.css";

/** The mobile workers: searched as one types, filtered, opened; many verified at once. */
export function WorkersScene() {
	const t = useWords("workers");
	const may = useMay();
	const navigate = useNavigate();
	const [search, setSearch] = useState("");
	const [filter, setFilter] = useState<WorkerFilter>({ activity: "active", status: "" });
	const workers = useWorkers(search.trim(), filter);
	const counts = useAsk("workers.count", {}).data;
	const table = useRef<RowTableHandle>(null);
	const columns = useMemo(() => workerColumns(t, workers.foundBy), [t, workers.foundBy]);
	const open = useCallback(
		({ username }: WorkerView) => void navigate({ to: "/workers/$username", params: { username } }),
		[navigate],
	);
	const toFirstRow = useCallback(() => table.current?.focusFirst(), []);
	const isEmpty = workers.rows?.length === 0 && !workers.isOld;
	const isNew = counts !== undefined && counts.active + counts.inactive === 0;
	return (
		<div className={classes.scene}>
			<SceneHead title={t("title")} under={counts && t("counts", { active: counts.active, inactive: counts.inactive })}>
				{may.supervise && !isNew && <VerifyMany />}
				<Button
					leftSection={<IconUserPlus size={16} aria-hidden />}
					renderRoot={(props) => <Link to="/workers-new" {...props} />}
				>
					{t("add")}
				</Button>
				<SearchBox
					label={t("search.label")}
					hint={t("search.hint")}
					clearLabel={t("search.clear")}
					onSearch={setSearch}
					onArrowDown={toFirstRow}
				/>
			</SceneHead>
			<FilterChips
				label={t("filter.label")}
				clearLabel={t("filter.clear")}
				chips={[
					{
						key: "activity",
						label: t("filter.activity"),
						value: filter.activity,
						options: [
							{ value: "active", word: t("filter.active") },
							{ value: "inactive", word: t("filter.inactive") },
							{ value: "", word: t("filter.both") },
						],
					},
					{
						key: "status",
						label: t("filter.status"),
						value: filter.status,
						options: [
							{ value: "", word: t("filter.anyNumber") },
							...numberStatuses.map((status) => ({ value: status, word: t(`status.${status}`) })),
							{ value: "none", word: t("status.none") },
						],
					},
				]}
				onChange={(key, value) => setFilter({ ...filter, [key]: value })}
			/>
			<VerifyRuns />
			<Trouble problem={workers.problem} />
			{isEmpty && <Text role="status">{t(isNew ? "none" : "noneSuch")}</Text>}
			{workers.rows && workers.rows.length > 0 && (
				<RowTable
					ref={table}
					label={t("title")}
					columns={columns}
					rows={workers.rows}
					rowId={idOf}
					more={workers.more}
					busy={workers.busy}
					onNearEnd={workers.askMore}
					onOpen={open}
				/>
			)}
		</div>
	);
}

const idOf = ({ id }: WorkerView) => id;
