import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { ImportBatch, ImportRow, Problem, Verdict } from "../../../core/api/index.ts";
import { useCore } from "../../core-client.tsx";

export interface RowFilter {
	/** "": every row. */
	verdict: Verdict | "";
	/** "": whatever is said of it. */
	code: string;
}

const pageRows = 200;

interface Page {
	rows: ImportRow[];
	next: number | null;
	problem: Problem | null;
}

/**
 * Rows of an import in the sheet's order, page by page. They stand still while somebody works on them: a row that was corrected stays in its
 * place with its new verdict, and the filter is asked again only when it is chosen anew.
 */
export function useImportRows(batch: ImportBatch, { verdict, code }: RowFilter) {
	const core = useCore();
	const client = useQueryClient();
	// No call's name: the events that an own correction makes would move the rows under one's hands.
	const key = useMemo(
		() => ["rows of an import", batch.id, batch.state, verdict, code],
		[batch.id, batch.state, verdict, code],
	);
	const query = useInfiniteQuery({
		queryKey: key,
		initialPageParam: 0,
		staleTime: 0,
		queryFn: async ({ pageParam, signal }): Promise<Page> => {
			const answer = await core.call(
				"imports.rows",
				{
					batch: batch.id,
					...(verdict ? { verdict } : {}),
					...(code ? { code } : {}),
					after: pageParam,
					limit: pageRows,
				},
				{ signal },
			);
			return answer.ok ? { ...answer.value, problem: null } : { rows: [], next: null, problem: answer.problem };
		},
		getNextPageParam: (page) => page.next ?? undefined,
		placeholderData: keepPreviousData,
	});
	const { fetchNextPage, isFetchingNextPage, refetch } = query;
	const pages = query.data?.pages;
	return {
		rows: useMemo(() => pages?.flatMap((page) => page.rows), [pages]),
		more: query.hasNextPage,
		busy: query.isFetching,
		problem: pages?.find((page) => page.problem)?.problem ?? null,
		askMore: useCallback(() => {
			if (!isFetchingNextPage) void fetchNextPage();
		}, [fetchNextPage, isFetchingNextPage]),
		refetch: useCallback(() => void refetch(), [refetch]),
		/** Shows rows as they are now, where they stand. */
		replace: useCallback(
			(changed: readonly ImportRow[]) =>
				client.setQueryData<{ pages: Page[]; pageParams: unknown[] }>(
					key,
					(now) =>
						now && { ...now, pages: now.pages.map((page) => ({ ...page, rows: withChanged(page.rows, changed) })) },
				),
			[client, key],
		),
	};
}

/** The same rows in their order, those that changed as they are now. */
export function withChanged(rows: readonly ImportRow[], changed: readonly ImportRow[]): ImportRow[] {
	const now = new Map(changed.map((row) => [row.row, row]));
	return rows.map((row) => now.get(row.row) ?? row);
}
