import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { InputOf, Problem, SessionView } from "../../../core/api/index.ts";
import { useCore } from "../../core-client.tsx";

const pageRows = 50;

export type SessionFilter = Pick<InputOf<"surveys.sessions">, "survey" | "caseId" | "show">;

/** Who is or was in a survey, newest first, a page more with each `askMore`. */
export function useSessions(filter: SessionFilter) {
	const core = useCore();
	const query = useInfiniteQuery({
		queryKey: ["surveys.sessions", filter, "pages"],
		initialPageParam: "",
		queryFn: async ({ pageParam, signal }) => {
			const answer = await core.call(
				"surveys.sessions",
				{ ...filter, limit: pageRows, after: pageParam || undefined },
				{ signal },
			);
			return answer.ok
				? { ...answer.value, problem: null }
				: { rows: [] as SessionView[], next: null, problem: answer.problem };
		},
		getNextPageParam: (page) => page.next ?? undefined,
		placeholderData: keepPreviousData,
	});
	const problem: Problem | null = query.data?.pages.find((page) => page.problem)?.problem ?? null;
	return {
		rows: query.data?.pages.flatMap((page) => page.rows),
		more: query.hasNextPage,
		problem,
		askMore: () => void query.fetchNextPage(),
	};
}
