import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { Problem, WorkerView } from "../../../core/api/index.ts";
import { useCore } from "../../core-client.tsx";
import { toQuery, type WorkerFilter } from "./worker-filter.ts";

const pageRows = 60;

/** The list under a filter, page by page as it is scrolled. What was found before stays until the new answer is here. */
export function useWorkers(search: string, filter: WorkerFilter) {
	const core = useCore();
	const query = useInfiniteQuery({
		queryKey: ["workers.list", search, filter, "pages"],
		initialPageParam: "",
		queryFn: async ({ pageParam, signal }) => {
			const answer = await core.call(
				"workers.list",
				{ ...toQuery(search, filter), limit: pageRows, after: pageParam || undefined },
				{ signal },
			);
			return answer.ok
				? { ...answer.value, search, problem: null }
				: { rows: [] as WorkerView[], next: null, search, problem: answer.problem };
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
