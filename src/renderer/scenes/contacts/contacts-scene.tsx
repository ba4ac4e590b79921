import { Button, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { RowTable, type RowTableHandle } from "../../components/row-table.tsx";
import { SearchBox } from "../../components/search-box.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import { caseColumns } from "./case-columns.tsx";
import { ContactFilters } from "./contact-filters.tsx";
import classes from "./contacts.module.css";
import { NobodyFound, NobodyYet } from "./empty-list.tsx";
import { everyOpenCase, isNarrowed, type ListFilter, toQuery } from "./list-filter.ts";
import { useCases } from "./use-cases.ts";

/** Pause in typing before the search goes into the address; the list itself is asked at every key. */
const addressPauseMs = 400;

/** Everybody registered: searched as one types, filtered, opened. The search stays in the address, so that Back finds it again. */
export function ContactsScene() {
	const t = useWords("contacts");
	const navigate = useNavigate();
	const asked = useSearch({ from: "/contacts" }).search ?? "";
	const [filter, setFilter] = useState<ListFilter>({ ...everyOpenCase, search: asked });
	const search = filter.search.trim();
	const [settled] = useDebouncedValue(search, addressPauseMs);
	const cases = useCases(toQuery(filter, search));
	const counts = useAsk("cases.count", {});
	const may = useMay();
	const table = useRef<RowTableHandle>(null);
	const columns = useMemo(() => caseColumns(t, search), [t, search]);

	useEffect(() => {
		if (settled !== asked) void navigate({ to: "/contacts", search: { search: settled || undefined }, replace: true });
	}, [settled, asked, navigate]);

	const isOffice = counts.data && counts.data.open + counts.data.closed > 0;
	const isEmpty = cases.rows?.length === 0 && !cases.isOld;
	return (
		<div className={classes.scene}>
			<header className={classes.head}>
				<div className={classes.title}>
					<Title order={1}>{t("title")}</Title>
					{counts.data && (
						<Text size="sm" c="dimmed">
							{t("counts", counts.data)}
						</Text>
					)}
				</div>
				{may.people && (
					<Button
						leftSection={<IconUserPlus size={16} aria-hidden />}
						renderRoot={(props) => <Link to="/contacts/new" {...props} />}
					>
						{t("register")}
					</Button>
				)}
				<SearchBox
					label={t("search.label")}
					hint={t("search.hint")}
					clearLabel={t("search.clear")}
					value={filter.search}
					onChange={(text) => setFilter({ ...filter, search: text })}
					onArrowDown={() => table.current?.focusFirst()}
				/>
			</header>
			<ContactFilters filter={filter} onChange={setFilter} />
			<Text size="xs" c="dimmed" role="status" className={classes.shown}>
				{cases.rows && !isEmpty && t(cases.more ? "list.shownMore" : "list.shown", { count: cases.rows.length })}
			</Text>
			{cases.problem && <Text role="alert">{problemWords(cases.problem)}</Text>}
			{isEmpty && isOffice === false && search === "" && !isNarrowed(filter) && <NobodyYet />}
			{isEmpty && (isOffice || search !== "" || isNarrowed(filter)) && (
				<NobodyFound
					search={filter.search.trim()}
					isNarrowed={isNarrowed(filter)}
					onWiden={() => setFilter({ ...everyOpenCase, openness: "", search: filter.search })}
				/>
			)}
			{cases.rows && cases.rows.length > 0 && (
				<RowTable
					ref={table}
					label={t("list.label")}
					columns={columns}
					rows={cases.rows}
					rowId={(row) => row.id}
					more={cases.more}
					busy={cases.busy}
					onNearEnd={cases.askMore}
					onOpen={(row) => void navigate({ to: "/contacts/$id", params: { id: row.id } })}
				/>
			)}
		</div>
	);
}
