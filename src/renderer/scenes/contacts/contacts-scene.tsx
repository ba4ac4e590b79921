import { Button, Text, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { memo, useCallback, useRef, useState } from "react";
import type { CaseRow, OutputOf } from "../../../core/api/index.ts";
import { RowTable, type RowTableHandle } from "../../components/row-table.tsx";
import { SearchBox } from "../../components/search-box.tsx";
import { useAsk } from "../../core-client.tsx";
import { useMay } from "../../office.tsx";
import { problemWords, useWords } from "../../words.ts";
import { useCaseColumns } from "./case-columns.tsx";
import { ContactFilters } from "./contact-filters.tsx";
import classes from "./contacts.module.css";
import { NobodyFound, NobodyYet } from "./empty-list.tsx";
import { ExportContacts } from "./export-contacts.tsx";
import { everyOpenCase, isNarrowed, type ListFilter, toQuery } from "./list-filter.ts";
import { useCases } from "./use-cases.ts";

/** Pause in typing before the search goes into the address; the list itself is asked at every key. */
const addressPauseMs = 400;

/** Everybody registered: searched as one types, filtered, opened. The search stays in the address, so that Back finds it again. */
export function ContactsScene() {
	const t = useWords("contacts");
	const navigate = useNavigate();
	const [start] = useState(useSearch({ from: "/contacts" }).search ?? "");
	const [filter, setFilter] = useState<ListFilter>(everyOpenCase);
	const search = useRef(start.trim());
	const cases = useCases(toQuery(everyOpenCase, start.trim()));
	const counts = useAsk("cases.count", {});
	const table = useRef<RowTableHandle>(null);
	const columns = useCaseColumns(cases.foundBy);

	const { ask } = cases;
	const toAddress = useDebouncedCallback(() => {
		void navigate({ to: "/contacts", search: { search: search.current || undefined }, replace: true });
	}, addressPauseMs);
	const find = useCallback(
		(typed: string) => {
			if (typed.trim() === search.current) return;
			search.current = typed.trim();
			void ask(toQuery(filter, search.current));
			toAddress();
		},
		[ask, filter, toAddress],
	);
	const narrow = useCallback(
		(chosen: ListFilter) => {
			setFilter(chosen);
			void ask(toQuery(chosen, search.current));
		},
		[ask],
	);
	const open = useCallback(({ id }: CaseRow) => void navigate({ to: "/contacts/$id", params: { id } }), [navigate]);
	const toFirstRow = useCallback(() => table.current?.focusFirst(), []);

	const isOffice = counts.data && counts.data.open + counts.data.closed > 0;
	const isEmpty = cases.rows?.length === 0;
	const isNarrow = isNarrowed(filter);
	return (
		<div className={classes.scene}>
			<header className={classes.head}>
				<ContactsTitle counts={counts.data} />
				<SearchBox
					label={t("search.label")}
					hint={t("search.hint")}
					clearLabel={t("search.clear")}
					start={start}
					onSearch={find}
					onArrowDown={toFirstRow}
				/>
			</header>
			<ContactFilters filter={filter} onChange={narrow} />
			<div className={classes.under}>
				<Text size="xs" c="dimmed" role="status" className={classes.shown}>
					{cases.rows && !isEmpty && t(cases.more ? "list.shownMore" : "list.shown", { count: cases.rows.length })}
				</Text>
				{isOffice && <ExportContacts search={cases.foundBy} />}
			</div>
			{cases.problem && <Text role="alert">{problemWords(cases.problem)}</Text>}
			{isEmpty && isOffice === false && cases.foundBy === "" && !isNarrow && <NobodyYet />}
			{isEmpty && (isOffice || cases.foundBy !== "" || isNarrow) && (
				<NobodyFound
					search={cases.foundBy}
					isNarrowed={isNarrow}
					onWiden={() => narrow({ ...everyOpenCase, openness: "" })}
				/>
			)}
			{cases.rows && cases.rows.length > 0 && (
				<RowTable
					ref={table}
					label={t("list.label")}
					columns={columns}
					rows={cases.rows}
					rowId={idOf}
					more={cases.more}
					busy={cases.busy}
					onNearEnd={cases.askMore}
					onOpen={open}
				/>
			)}
		</div>
	);
}

const idOf = ({ id }: CaseRow) => id;

/** Drawn apart from the search, at whose every key the rest is. */
const ContactsTitle = memo(function ContactsTitle({ counts }: { counts: OutputOf<"cases.count"> | undefined }) {
	const t = useWords("contacts");
	const may = useMay();
	return (
		<>
			<div className={classes.title}>
				<Title order={1}>{t("title")}</Title>
				{counts && (
					<Text size="sm" c="dimmed">
						{t("counts", counts)} <DuplicatesLink />
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
		</>
	);
});

/** Only where there are any: on most days nobody is registered twice. */
function DuplicatesLink() {
	const t = useWords("duplicates");
	const may = useMay();
	const pairs = useAsk("duplicates.list", {}, { enabled: may.people }).data;
	if (!pairs || pairs.length === 0) return null;
	return (
		<>
			· <Link to="/contacts-duplicates">{t("some", { number: pairs.length })}</Link>
		</>
	);
}
