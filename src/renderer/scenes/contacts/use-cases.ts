import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { CaseRow, Problem } from "../../../core/api/index.ts";
import { useCore } from "../../core-client.tsx";
import { type CaseFilter, pageRows } from "./list-filter.ts";

/** The list under a filter, page by page as it is scrolled. What was found before stays until the new answer is here. */
export function useCases(filter: CaseFilter) {
	const core = useCore();
	const query = useInfiniteQuery({
		queryKey: ["cases.list", filter, "pages"],
		initialPageParam: "",
		queryFn: async ({ pageParam, signal }) => {
			const answer = await core.call(
				"cases.list",
				{ ...filter, limit: pageRows, after: pageParam || undefined },
				{ signal },
			);
			return answer.ok
				? { ...answer.value, search: filter.search, problem: null }
				: { rows: [] as CaseRow[], next: null, search: filter.search, problem: answer.problem };
		},
		getNextPageParam: (page) => page.next ?? undefined,
		placeholderData: keepPreviousData,
	});
	const { fetchNextPage, isFetchingNextPage } = query;
	const pages = query.data?.pages;
	const problem: Problem | null = pages?.find((page) => page.problem)?.problem ?? null;
	return {
		rows: useMemo(() => pages?.flatMap((page) => page.rows), [pages]),
		/** What these rows were found by. */
		foundBy: pages?.[0]?.search ?? "",
		more: query.hasNextPage,
		busy: query.isFetching,
		/** The rows still belong to the filter before. */
		isOld: query.isPlaceholderData,
		problem,
		askMore: useCallback(() => {
			if (!isFetchingNextPage) void fetchNextPage();
		}, [fetchNextPage, isFetchingNextPage]),
	};
}
