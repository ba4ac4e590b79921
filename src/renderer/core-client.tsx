import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import {
	createContext,
	type ReactNode,
	useCallback,
	useContext,
	useEffect,
	useEffectEvent,
	useRef,
	useState,
	useSyncExternalStore,
} from "react";
import type { CallName, InputOf, OutpostEvent, OutputOf, Problem, Result } from "../core/api/index.ts";
import type { Core, CoreState } from "../core/api/rpc/index.ts";
import { makesOld } from "./topics.ts";

const CoreContext = createContext<Core | null>(null);

/** Whose answers: the same question in another project or by another person has another answer. */
const ScopeContext = createContext("");

export function AnswersOf({ scope, children }: { scope: string; children: ReactNode }) {
	return <ScopeContext value={scope}>{children}</ScopeContext>;
}

/** Answers of the core, kept until an event makes them old. Emptied when the screen locks. */
export const answers = new QueryClient({
	defaultOptions: {
		queries: { retry: false, staleTime: 30_000, gcTime: 300_000, refetchOnWindowFocus: false, networkMode: "always" },
	},
});

/** Events of one burst (an import, a hundred texts) lead to one new question. */
const burstMs = 120;

export function CoreProvider({ core, children }: { core: Core; children: ReactNode }) {
	useEffect(() => refetchOnEvents(core), [core]);
	return (
		<CoreContext value={core}>
			<QueryClientProvider client={answers}>{children}</QueryClientProvider>
		</CoreContext>
	);
}

function refetchOnEvents(core: Core): () => void {
	let heard: OutpostEvent[] = [];
	let timer: ReturnType<typeof setTimeout> | undefined;
	const stop = core.listen((event) => {
		heard.push(event);
		timer ??= setTimeout(() => {
			const events = heard;
			heard = [];
			timer = undefined;
			void answers.invalidateQueries({
				predicate: ({ queryKey }) => events.some((one) => makesOld(one, queryKey[0] as CallName)),
			});
		}, burstMs);
	});
	return () => {
		clearTimeout(timer);
		stop();
	};
}

export function useCore(): Core {
	const core = useContext(CoreContext);
	if (!core) throw new Error("no CoreProvider above this component");
	return core;
}

/** Whether the line to the core stands. */
export function useConnection(): CoreState {
	const core = useCore();
	return useSyncExternalStore(core.onState, () => core.state);
}

class Refused extends Error {
	readonly problem: Problem;
	constructor(problem: Problem) {
		super(problem.code);
		this.problem = problem;
	}
}

export interface AskOptions {
	/** False: not asked yet; `loading` is false meanwhile. */
	enabled?: boolean;
	/** Keep showing the answer to the last input until the new one is here: search as one types. */
	keepPrevious?: boolean;
	/** Ask again every so often, for what no event tells. */
	everyMs?: number;
}

export interface Asked<T> {
	/** Undefined until the first answer. */
	data: T | undefined;
	problem: Problem | null;
	/** True while there is nothing to show yet. */
	loading: boolean;
	/** True while any question is under way. */
	fetching: boolean;
	refetch(): Promise<void>;
}

/** Asks the core and asks again when an event says that the answer is old. */
export function useAsk<N extends CallName>(name: N, input: InputOf<N>, options: AskOptions = {}): Asked<OutputOf<N>> {
	const core = useCore();
	const scope = useContext(ScopeContext);
	const query = useQuery({
		queryKey: [name, input, scope],
		queryFn: async ({ signal }) => {
			const answer = await core.call(name, input, { signal });
			if (!answer.ok) throw new Refused(answer.problem);
			return answer.value;
		},
		enabled: options.enabled ?? true,
		...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
		...(options.everyMs ? { refetchInterval: options.everyMs } : {}),
	});
	const { refetch } = query;
	return {
		data: query.data as OutputOf<N> | undefined,
		problem: query.error instanceof Refused ? query.error.problem : query.error ? { code: "bug" } : null,
		loading: query.isLoading,
		fetching: query.isFetching,
		refetch: useCallback(async () => {
			await refetch();
		}, [refetch]),
	};
}

export interface Doing<N extends CallName> {
	/** Never throws: a refusal is the answer's `problem`. */
	run(input: InputOf<N>): Promise<Result<OutputOf<N>>>;
	busy: boolean;
}

/** Has the core do something. What changed by it is asked again through events. */
export function useDo<N extends CallName>(name: N): Doing<N> {
	const core = useCore();
	const [busy, setBusy] = useState(false);
	const under = useRef(0);
	const run = useCallback(
		async (input: InputOf<N>) => {
			under.current += 1;
			setBusy(true);
			try {
				return await core.call(name, input);
			} finally {
				under.current -= 1;
				setBusy(under.current > 0);
			}
		},
		[core, name],
	);
	return { run, busy };
}

/** Hears the core's events while the component is shown. */
export function useEvents(heard: (event: OutpostEvent) => void): void {
	const core = useCore();
	const tell = useEffectEvent(heard);
	useEffect(() => core.listen((event) => tell(event)), [core]);
}
