import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { InputOf, MessageView } from "../../../core/api/index.ts";
import { useCore } from "../../core-client.tsx";

const pageRows = 100;

export type LogFilter = Pick<InputOf<"messages.list">, "direction" | "state">;

/** The log under a filter, newest first, page by page as it is scrolled. */
export function useMessages(filter: LogFilter) {
	const core = useCore();
	const query = useInfiniteQuery({
		queryKey: ["messages.list", filter, "pages"],
		initialPageParam: "",
		queryFn: async ({ pageParam, signal }) => {
			const answer = await core.call(
				"messages.list",
				{ ...filter, limit: pageRows, after: pageParam || undefined },
				{ signal },
			);
			return answer.ok
				? { ...answer.value, problem: null }
				: { rows: [] as MessageView[], next: null, problem: answer.problem };
		},
		getNextPageParam: (page) => page.next ?? undefined,
		placeholderData: keepPreviousData,
	});
	const { fetchNextPage, isFetchingNextPage } = query;
	return {
		rows: query.data?.pages.flatMap((page) => page.rows),
		more: query.hasNextPage,
		busy: query.isFetching,
		isOld: query.isPlaceholderData,
		problem: query.data?.pages.find((page) => page.problem)?.problem ?? null,
		askMore: useCallback(() => {
			if (!isFetchingNextPage) void fetchNextPage();
		}, [fetchNextPage, isFetchingNextPage]),
	};
}
