import { useCallback, useEffect, useState } from "react";
import type { Problem } from "../../../core/api/index.ts";
import { useDo } from "../../core-client.tsx";
import { type Progress, useProgress } from "./use-progress.ts";

export interface ImportWork {
	/** What this window has asked for. */
	doing: "apply" | "undo" | null;
	/** Somebody, here or at another window, is at it. */
	isAtWork: boolean;
	progress: Progress | null;
	problem: Problem | null;
	apply(): Promise<boolean>;
	undo(): Promise<boolean>;
	stop(): void;
}

/** Writing an import or taking it back: begun here or elsewhere, followed, stopped at the next chunk's edge. */
export function useImportWork(batch: string): ImportWork {
	const applying = useDo("imports.apply");
	const undoing = useDo("imports.undo");
	const cancel = useDo("imports.cancel");
	const [problem, setProblem] = useState<Problem | null>(null);
	const progress = useProgress((job) => job === `import ${batch}`);
	// What is at work elsewhere is seen now, and need not be said once it is over.
	useEffect(() => {
		if (progress) setProblem((said) => (said?.code === "import-at-work" ? null : said));
	}, [progress]);
	const doing = applying.busy ? "apply" : undoing.busy ? "undo" : null;
	const isOver = progress !== null && progress.done === progress.total;
	const { run: runApply } = applying;
	const { run: runUndo } = undoing;
	const { run: runCancel } = cancel;
	return {
		doing,
		isAtWork: doing !== null || (progress !== null && !isOver),
		progress,
		problem,
		apply: useCallback(async () => {
			setProblem(null);
			const answer = await runApply({ batch });
			if (!answer.ok) setProblem(answer.problem);
			return answer.ok;
		}, [runApply, batch]),
		undo: useCallback(async () => {
			setProblem(null);
			const answer = await runUndo({ batch });
			if (!answer.ok) setProblem(answer.problem);
			return answer.ok;
		}, [runUndo, batch]),
		stop: useCallback(() => void runCancel({ batch }), [runCancel, batch]),
	};
}
