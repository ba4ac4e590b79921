import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { CaseRow, Problem } from "../../../core/api/index.ts";
import { useCore } from "../../core-client.tsx";
import { type CaseFilter, pageRows } from "./list-filter.ts";

/** An answer that takes longer than this is said to be on its way. */
const lateMs = 200;

/**
 * The list under a filter, page by page as it is scrolled. Another filter is asked for in the very key press that made it (`ask`), before
 * anything is drawn, and the screen is drawn once, when its answer is here; what was found before stays until then.
 */
export function useCases(start: CaseFilter) {
	const pagesOf = usePagesOf();
	const client = useQueryClient();
	const [shown, setShown] = useState(start);
	const [isLate, setLate] = useState(false);
	const wanted = useRef(start);
	const query = useInfiniteQuery(pagesOf(shown));

	const ask = useCallback(
		async (filter: CaseFilter) => {
			wanted.current = filter;
			const late = setTimeout(() => setLate(wanted.current === filter), lateMs);
			await client.fetchInfiniteQuery(pagesOf(filter)).catch(() => null);
			clearTimeout(late);
			if (wanted.current !== filter) return;
			setShown(filter);
			setLate(false);
		},
		[client, pagesOf],
	);

	const { fetchNextPage, isFetchingNextPage } = query;
	const pages = query.data?.pages;
	const problem: Problem | null = pages?.find((page) => page.problem)?.problem ?? null;
	return {
		rows: useMemo(() => pages?.flatMap((page) => page.rows), [pages]),
		/** What these rows were found by. */
		foundBy: shown.search ?? "",
		more: query.hasNextPage,
		busy: query.isFetching || isLate,
		problem,
		ask,
		askMore: useCallback(() => {
			if (!isFetchingNextPage) void fetchNextPage();
		}, [fetchNextPage, isFetchingNextPage]),
	};
}

/** The questions for a list, the same for who asks and for who shows. */
function usePagesOf() {
	const core = useCore();
	return useCallback(
		(filter: CaseFilter) =>
			infiniteQueryOptions({
				queryKey: ["cases.list", filter, "pages"],
				initialPageParam: "",
				queryFn: async ({ pageParam, signal }) => {
					const asked = { ...filter, limit: pageRows, after: pageParam || undefined };
					const answer = await core.call("cases.list", asked, { signal });
					return answer.ok
						? { ...answer.value, problem: null }
						: { rows: [] as CaseRow[], next: null, problem: answer.problem };
				},
				getNextPageParam: (page) => page.next ?? undefined,
			}),
		[core],
	);
}
