import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { CaseRow, InputOf, Problem } from "../../../core/api/index.ts";
import { useCore } from "../../core-client.tsx";

/** Rows asked for at a time; the screen holds about twenty, and what is not looked at costs a key press all the same. */
const pageRows = 60;

export type CaseFilter = Omit<InputOf<"cases.list">, "limit" | "after">;

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
				? { ...answer.value, problem: null }
				: { rows: [] as CaseRow[], next: null, problem: answer.problem };
		},
		getNextPageParam: (page) => page.next ?? undefined,
		placeholderData: keepPreviousData,
	});
	const { fetchNextPage, isFetchingNextPage } = query;
	const problem: Problem | null = query.data?.pages.find((page) => page.problem)?.problem ?? null;
	return {
		rows: query.data?.pages.flatMap((page) => page.rows),
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
